/** Events as a list: what happened, and the sentence that says so. */
import { useState } from "preact/hooks";
import type { EventRecord, Source, Status } from "../data/records";
import { S } from "../strings";
import { eventAddress, inArticle, Name, Names, outlet, QuadMark, StatusBadge, what, when } from "./names";

export function Sides({ event }: { event: Pick<EventRecord, "actors" | "recipients"> }) {
  return (
    <>
      {event.actors.length ? <Names of={event.actors} /> : S.event.noAgent}
      {event.recipients.length > 0 && (
        <>
          <span class="arrow" aria-label={S.event.slot.recipients.toLowerCase()}>{" → "}</span>
          <Names of={event.recipients} />
        </>
      )}
    </>
  );
}

export function Quote({ source, status }: { source: Source; status: Status }) {
  const by = source.attributed_to && source.attributed_to !== source.source ? ` · ${S.event.saidBy} ${source.attributed_to}` : "";
  return (
    <blockquote>
      <a class="quote" href={inArticle(source)} title={S.event.inArticle}>
        {source.quote}
      </a>
      <footer>
        {outlet(source)}
        {by} {source.status !== status && <StatusBadge status={source.status} />}
      </footer>
    </blockquote>
  );
}

function Item({ event }: { event: EventRecord }) {
  const [all, setAll] = useState(false);
  const shown = all ? event.sources : event.sources.slice(0, 1);
  return (
    <li class={`event ${event.status === "occurred" ? "" : "unreal"}`}>
      <a class="day" href={eventAddress(event)}>
        {when(event)}
      </a>
      <div>
        <p class="told">
          <QuadMark quad={event.quad} />
          <span class="parties"><Sides event={event} /></span> <span class="what">{what(event.type, event.mode)}</span>
          {event.mediators.length > 0 && (
            <>, {S.event.mediated} <Names of={event.mediators} /></>
          )}
          {event.topics.length > 0 && (
            <> {S.event.about} <Names of={event.topics} /></>
          )}
          {event.place && (
            <> {S.event.at} <Name of={event.place} /></>
          )}{" "}
          <StatusBadge status={event.status} />
          {event.reports > 1 && <span class="faint"> {S.event.reports(event.reports)}</span>}
        </p>
        {shown.map((source) => (
          <Quote key={`${source.article} ${source.start}`} source={source} status={event.status} />
        ))}
        {!all && event.sources.length > 1 && (
          <button type="button" class="quiet" onClick={() => setAll(true)}>
            {S.event.moreQuotes(event.sources.length - 1)}
          </button>
        )}
      </div>
    </li>
  );
}

export function EventList({ events }: { events: readonly EventRecord[] }) {
  return (
    <ol class="events">
      {events.map((event) => (
        <Item key={event.id} event={event} />
      ))}
    </ol>
  );
}
