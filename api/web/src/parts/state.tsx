/** What stands where an answer is awaited, or went wrong. */
import type { ComponentChildren } from "preact";
import type { Loaded } from "../data/use";
import { S } from "../strings";
import { KeyForm } from "./key";

export function Wait<T>({ on, children }: { on: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (on.error) {
    return (
      <div class="wrong" role="alert">
        <p>
          <strong>{on.error.what}</strong>
        </p>
        {on.error.remedy && <p>{on.error.remedy}</p>}
        {on.error.status === 401 && <KeyForm done={() => location.reload()} />}
      </div>
    );
  }
  if (on.data === undefined) {
    return <p class="faint loading" role="status">{S.loading}</p>;
  }
  return <div class="loaded" aria-busy={on.loading}>{children(on.data)}</div>;
}
