/** Where the reader gives a key. */
import { useId } from "preact/hooks";
import { useKey } from "../data/service";
import { S } from "../strings";

export function KeyForm({ done }: { done: () => void }) {
  const id = useId();
  return (
    <form
      class="key"
      onSubmit={(event) => {
        event.preventDefault();
        const given = String(new FormData(event.currentTarget).get("key") ?? "").trim();
        if (given) {
          useKey(given);
          done();
        }
      }}
    >
      <label for={id}>{S.key.label}</label>
      <div class="line">
        <input id={id} name="key" type="password" autocomplete="off" required aria-describedby={`${id}help`} />
        <button type="submit">{S.key.use}</button>
      </div>
      <p class="faint" id={`${id}help`}>{S.key.help}</p>
    </form>
  );
}
