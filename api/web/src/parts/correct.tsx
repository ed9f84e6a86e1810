/** A button that asks for what is to be put right, and why, and then does it. */
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { correct, type Wanted } from "../data/corrections";
import type { Corrected } from "../data/records";
import { Failure, key, useKey } from "../data/service";
import { S } from "../strings";

interface Props {
  /** What the button says, and what the dialog is called. */
  label: string;
  title: string;
  /** What will come of it. */
  help: string;
  /** The change, of what was chosen in the form; undefined if nothing was. */
  wanted: (chosen: FormData) => Wanted | undefined;
  done: (made: Corrected) => void;
  /** What there is to choose; asked for when the dialog opens. */
  choices?: () => ComponentChildren;
}

export function Correct({ label, title, help, wanted, done, choices }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure>();
  const [asksKey, askKey] = useState(false);
  const id = useId();

  const show = () => {
    setError(undefined);
    askKey(key() === null);
    setOpen(true);
    dialog.current?.showModal();
  };
  const submit = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const [shown, change] = [String(given.get("key") ?? "").trim(), wanted(given)];
    if (!change) {
      setError(new Failure(S.correct.choose));
      return;
    }
    if (shown) {
      useKey(shown);
    }
    setBusy(true);
    setError(undefined);
    try {
      const made = await correct(change, String(given.get("why")).trim());
      dialog.current?.close();
      done(made);
    } catch (wrong) {
      const failure = wrong instanceof Failure ? wrong : new Failure(String(wrong));
      askKey(asksKey || failure.status === 401 || failure.status === 403);
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="quiet act" onClick={show}>{label}</button>
      <dialog ref={dialog} aria-labelledby={`${id}title`} onClose={() => setOpen(false)}>
        {open && (
          <form
            aria-busy={busy}
            onSubmit={(event) => {
              event.preventDefault();
              void submit(event.currentTarget);
            }}
          >
            <h2 id={`${id}title`}>{title}</h2>
            <p class="faint">{help}</p>
            {choices?.()}
            <label>
              {S.correct.why}
              <textarea name="why" rows={3} required maxLength={2000} aria-describedby={`${id}why`} />
            </label>
            <p class="help" id={`${id}why`}>{S.correct.whyHelp}</p>
            {asksKey && (
              <>
                <label>
                  {S.key.label}
                  <input name="key" type="password" autocomplete="off" required={key() === null} aria-describedby={`${id}key`} />
                </label>
                <p class="help" id={`${id}key`}>{S.key.help}</p>
              </>
            )}
            {error && <p class="wrong" role="alert">{error.message}</p>}
            <p class="tools">
              <button type="submit" class="primary" disabled={busy}>{busy ? S.correct.busy : S.correct.do}</button>
              <button type="button" onClick={() => dialog.current?.close()}>{S.correct.cancel}</button>
            </p>
          </form>
        )}
      </dialog>
    </>
  );
}
