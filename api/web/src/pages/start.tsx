/** The first page: a box to ask, questions to try, and how big the graph is. */
import { useEffect } from "preact/hooks";
import { link } from "../data/address";
import type { EventPage, Health } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { AskBox } from "../parts/ask-box";
import { Legend } from "../parts/bars";
import { EventList } from "../parts/events";
import { Wait } from "../parts/state";
import { S } from "../strings";

/** The latest that occurred; also says how fresh the graph is. */
export const LATEST = `events?${query({ status: "occurred", sort: "-time", limit: 5 })}`;

export function StartPage() {
  const health = useAnswer<Health>("health");
  const latest = useAnswer<EventPage>(LATEST);
  useEffect(() => {
    document.title = S.name;
  }, []);
  return (
    <>
      <h1 class="unseen" tabIndex={-1}>{S.name}</h1>
      <p class="tagline">{S.tagline}</p>
      <AskBox question="" focus />
      <section class="examples" aria-labelledby="examples">
        <h2 id="examples">{S.ask.examples}</h2>
        <ul>
          {S.examples.map((question) => (
            <li key={question}>
              <a href={link({ q: question })}>{question}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="latest">
        <h2 id="latest">{S.profile.latest}</h2>
        <Wait on={latest}>{(page) => <EventList events={page.events} />}</Wait>
        <p class="spread">
          <a href={link({ view: "events" })}>{health.data ? S.profile.all(health.data.counts.events ?? 0) : S.explore.title}</a>
          <Legend />
        </p>
      </section>
    </>
  );
}
