/** Events that could be the same as one: of its type, with one of its parties, about its time. */
import { eventKey, type Filters, asked, tail } from "../data/address";
import type { EventPage, EventRecord } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { S } from "../strings";
import { headline, when } from "./names";
import { Wait } from "./state";

const AROUND_MS = 45 * 86_400_000;
const MOST = 20;

/** What is asked of the service; an undated event could be the same as one of any time. */
export function alike(event: Pick<EventRecord, "type" | "actors" | "recipients" | "start">): Filters {
  const one = event.actors[0] ?? event.recipients[0];
  const day = event.start && Date.parse(`${event.start}${"-01-01".slice(event.start.length - 4)}`);
  const around = (ms: number) => [new Date(ms).toISOString().slice(0, 10)];
  return {
    type: [event.type],
    ...(one && { either: [tail(one.id)] }),
    ...(day && { from: around(day - AROUND_MS), to: around(day + AROUND_MS) }),
  };
}

export function Alike({ to: event }: { to: EventRecord }) {
  const found = useAnswer<EventPage>(`events?${query({ ...asked(alike(event)), limit: MOST + 1 })}`);
  return (
    <fieldset class="alike">
      <legend>{S.correct.which}</legend>
      <Wait on={found}>
        {(page) => {
          const others = page.events.filter((one) => one.id !== event.id).slice(0, MOST);
          return others.length ? (
            <ul>
              {others.map((one) => (
                <li key={one.id}>
                  <label>
                    <input type="checkbox" name="event" value={one.id} />
                    <span>
                      <span class="day">{when(one)}</span> {headline(one)}
                      <span class="help">{one.sources[0]?.quote}</span>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          ) : (
            <p class="faint">{S.correct.noneAlike}</p>
          );
        }}
      </Wait>
      <label>
        {S.correct.other}
        <input name="other" autocomplete="off" />
      </label>
    </fieldset>
  );
}

/** The events that were ticked, and the one whose address was written. */
export function ticked(chosen: FormData): string[] {
  const written = String(chosen.get("other") ?? "").trim();
  const id = /[?&]event=([^&#]+)/.exec(written)?.[1] ?? (written && eventKey(written));
  return [...chosen.getAll("event").map(String), ...(id ? [decodeURIComponent(id)] : [])];
}
