/** The question, with completion of its last words. A combobox as the ARIA practices have it. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { go, link } from "../data/address";
import type { Suggestion } from "../data/records";
import { get, query } from "../data/service";
import { KINDS, S } from "../strings";

interface Offer extends Suggestion {
  /** Where in the question the completed words begin. */
  from: number;
}

/** Where the last words of a text begin: of three words, of two, of one. */
export function tails(text: string): number[] {
  const starts = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu)].map((found) => found.index);
  const last = starts.slice(-3);
  return last.filter((at) => text.length - at >= 2);
}

async function offers(text: string, signal: AbortSignal): Promise<Offer[]> {
  for (const from of tails(text)) {
    const found = await get<{ suggestions: Suggestion[] }>(`suggest?${query({ q: text.slice(from, from + 100), limit: 8 })}`, signal);
    if (found.suggestions.length) {
      return found.suggestions.map((one) => ({ ...one, from }));
    }
  }
  return [];
}

export function AskBox({ question, focus = false }: { question: string; focus?: boolean }) {
  const [text, setText] = useState(question);
  const [list, setList] = useState<Offer[]>([]);
  /** What the list completes. */
  const [of, setOf] = useState("");
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const pending = useRef<{ abort: AbortController; timer: number }>();
  const id = useId();

  useEffect(() => setText(question), [question]);
  useEffect(() => {
    if (focus) {
      box.current?.focus({ preventScroll: true });
    }
    return () => stop();
  }, []);

  const stop = () => {
    pending.current?.abort.abort();
    window.clearTimeout(pending.current?.timer);
  };
  const close = () => {
    stop();
    setOpen(false);
    setAt(-1);
  };
  const typed = (value: string) => {
    setText(value);
    stop();
    setAt(-1);
    if (!tails(value).length || /[?\s]$/.test(value)) {
      setOpen(false);
      return;
    }
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      offers(value, abort.signal).then(
        (found) => {
          if (!abort.signal.aborted) {
            setList(found);
            setOf(value);
            setOpen(found.length > 0);
          }
        },
        () => undefined,
      );
    }, 80);
    pending.current = { abort, timer };
  };
  const take = (offer: Offer) => {
    setText(`${text.slice(0, offer.from)}${offer.text} `);
    close();
    box.current?.focus();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    close();
    if (text.trim()) {
      go(link({ q: text.trim() }));
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.length) {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((now) => (now + step + list.length + 1 + 1) % (list.length + 1) - 1);
    } else if ((event.key === "Enter" || event.key === "Tab") && open && at >= 0) {
      const offer = list[at];
      if (offer) {
        event.preventDefault();
        take(offer);
      }
    }
  };

  return (
    <form class="ask" role="search" onSubmit={submit}>
      <label for={`${id}q`}>{S.ask.label}</label>
      <div class="line">
        <div class="combobox">
          <input
            id={`${id}q`}
            ref={box}
            name="q"
            type="search"
            value={text}
            maxLength={1000}
            placeholder={S.ask.placeholder}
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="search"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={`${id}list`}
            aria-activedescendant={open && at >= 0 ? `${id}o${at}` : undefined}
            onInput={(event) => typed(event.currentTarget.value)}
            onKeyDown={pressed}
            onBlur={close}
          />
          <ul id={`${id}list`} role="listbox" aria-label={S.ask.suggestions} data-of={of} hidden={!open}>
            {list.map((offer, position) => (
              <li
                key={`${offer.text} ${offer.id ?? offer.kind}`}
                id={`${id}o${position}`}
                role="option"
                aria-selected={position === at}
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(offer);
                }}
              >
                <span>{offer.text}</span>
                <span class="faint">
                  {offer.label && offer.label !== offer.text ? `${offer.label} · ` : ""}
                  {KINDS[offer.kind]}
                  {offer.events > 0 && ` · ${S.explore.events(offer.events)}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
        <button type="submit" class="primary">{S.ask.button}</button>
      </div>
      <p class="unseen" role="status">{open ? S.ask.found(list.length) : ""}</p>
    </form>
  );
}
