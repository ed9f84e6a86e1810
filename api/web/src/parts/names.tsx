/** Links to whoever and whatever has a page, and how events are named. */
import type { ComponentChildren } from "preact";
import { eventKey, link, profile } from "../data/address";
import type { EventRecord, Named, Quad, Source, Status } from "../data/records";
import { MODES, QUADS, S, STATUSES, TYPES, words } from "../strings";

export function Name({ of, children }: { of: { id: string; label: string; aliases?: string[]; role?: string | null }; children?: ComponentChildren }) {
  const title = [of.role, of.aliases?.slice(0, 4).join(", ")].filter(Boolean).join(" · ");
  return (
    <a href={profile(of.id)} title={title || undefined}>
      {children ?? of.label}
    </a>
  );
}

export function Names({ of }: { of: readonly Named[] }) {
  return (
    <>
      {of.map((one, at) => (
        <span key={one.id}>
          {at > 0 && (at === of.length - 1 ? " and " : ", ")}
          <Name of={one} />
        </span>
      ))}
    </>
  );
}

/** "talks by phone". */
export function what(type: string, mode: string | null): string {
  const kind = TYPES[type] ?? type.toLowerCase();
  return mode ? `${kind}, ${MODES[mode] ?? words(mode)}` : kind;
}

export function quadClass(quad: Quad): string {
  return `quad-${quad.replace(" ", "-")}`;
}

export function QuadMark({ quad }: { quad: Quad }) {
  return <span class={`mark ${quadClass(quad)}`} title={QUADS[quad]} />;
}

export function StatusBadge({ status }: { status: Status }) {
  return status === "occurred" ? null : <span class={`badge status-${status}`}>{STATUSES[status]}</span>;
}

export function when(event: { start: string | null; end: string | null }): string {
  if (!event.start) {
    return S.event.undated;
  }
  return !event.end || event.end === event.start ? event.start : S.event.between(event.start, event.end);
}

/** The article of a sentence, opened at the sentence. */
export function inArticle(source: { article: string; start: number; end: number }): string {
  return link({ article: source.article, at: `${source.start}-${source.end}` });
}

export function outlet(source: Pick<Source, "source" | "published" | "article">): string {
  return [source.source, source.published?.slice(0, 10)].filter(Boolean).join(", ") || source.article;
}

/** An event in a few words, for titles. */
export function headline(event: EventRecord): string {
  const label = (parties: readonly Named[]) => parties.map((one) => one.label).join(", ");
  const sides = [label(event.actors), label(event.recipients)].filter(Boolean).join(" → ");
  return [sides, what(event.type, event.mode)].filter(Boolean).join(": ");
}

export function eventAddress(event: { id: string }): string {
  return link({ event: eventKey(event.id) });
}
