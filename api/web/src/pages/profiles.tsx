/** Actors, places, topics and pairs, each with an address. */
import { useEffect } from "preact/hooks";
import { asked, type Filters, iri, link, path } from "../data/address";
import type { ActorInFull, EventPage, PlaceInFull, Term } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { Downloads } from "../parts/download";
import { EventList } from "../parts/events";
import { Name, Names, what } from "../parts/names";
import { Aliases, Counterparts, pairAddress } from "../parts/portrait";
import { Wait } from "../parts/state";
import { count, format, KINDS, OFFICES, S, SECTORS, words } from "../strings";
import { eventFiles, TimesOf } from "../views/views";

function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} – ${S.name}` : S.name;
  }, [title]);
}

export function ActorPage({ id }: { id: string }) {
  const found = useAnswer<ActorInFull>(path("actors", id));
  useTitle(found.data?.label);
  const filters: Filters = { either: [id] };
  return (
    <Wait page on={found}>
      {(actor) => (
        <article>
          <header class="profile">
            <h1 tabIndex={-1}>{actor.label}</h1>
            <p class="faint">
              {[KINDS[actor.kind], actor.country, actor.sector && (SECTORS[actor.sector] ?? actor.sector)].filter(Boolean).join(" · ")}
            </p>
            <Aliases of={actor.aliases} />
          </header>
          <Terms of={actor.terms} person={actor.kind === "person"} />
          {actor.events === 0 && <p>{S.profile.none}</p>}
          <Occurred filters={filters} />
          {actor.counterparts.length > 0 && (
            <section>
              <h2>{S.profile.with}</h2>
              <p class="faint">{S.profile.withHelp}</p>
              <Counterparts of={actor.counterparts} to={(other) => pairAddress(iri(id), other)} />
            </section>
          )}
          <Latest events={actor.latest} all={actor.events} filters={filters} />
        </article>
      )}
    </Wait>
  );
}

function Occurred({ filters }: { filters: Filters }) {
  const occurred: Filters = { ...filters, status: ["occurred"] };
  return <TimesOf filters={occurred} to={(period) => link({ view: "events", ...occurred, from: period, to: period })} help={S.profile.timeHelp} />;
}

function Terms({ of, person }: { of: readonly Term[]; person: boolean }) {
  if (!of.length) {
    return null;
  }
  const latest = [...of].sort((a, b) => b.start.localeCompare(a.start));
  return (
    <details class="terms" open={of.length <= 8}>
      <summary>
        {person ? S.profile.offices : S.profile.holders} <span class="faint">{format(of.length)}</span>
      </summary>
      <ul>
        {latest.map((term) => (
          <li key={`${term.person} ${term.office} ${term.start}`}>
            <span class="day">{term.end ? S.event.between(term.start, term.end) : S.profile.since(term.start)}</span>{" "}
            {OFFICES[term.office] ?? words(term.office)}
            {term.status && ` (${term.status})`}
            {person ? ` ${S.profile.of} ` : ": "}
            {person ? term.body_label : <Name of={{ id: term.person, label: term.person_label }} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Latest({ events, all, filters }: { events: PlaceInFull["latest"]; all: number; filters: Filters }) {
  return events.length ? (
    <section>
      <h2>{S.profile.latest}</h2>
      <EventList events={events} />
      <p>
        <a href={link({ view: "events", ...filters })}>{S.profile.all(all)}</a> ·{" "}
        <a href={link({ view: "network", ...filters })}>{S.explore.view.network}</a>
      </p>
      <Downloads files={eventFiles(filters)} />
    </section>
  ) : null;
}

export function PlacePage({ id }: { id: string }) {
  const found = useAnswer<PlaceInFull>(path("places", id));
  useTitle(found.data?.label);
  const filters: Filters = { place: [id] };
  return (
    <Wait page on={found}>
      {(place) => (
        <article>
          <header class="profile">
            <h1 tabIndex={-1}>{place.label}</h1>
            <p class="faint">
              {[KINDS[place.kind], place.country, place.lat !== null && `${place.lat.toFixed(2)}, ${place.lon?.toFixed(2)}`].filter(Boolean).join(" · ")}
            </p>
            <Aliases of={place.aliases} />
            <p><a href={link({ topic: id })}>{S.profile.asTopic}</a></p>
          </header>
          {place.events === 0 && <p>{S.profile.none}</p>}
          <Occurred filters={filters} />
          {place.parties.length > 0 && (
            <section>
              <h2>{S.profile.active}</h2>
              <Counterparts head={S.columns.who ?? ""} of={place.parties} to={(who) => link({ view: "events", place: [id], either: who.split("/").slice(-2).join("/") })} />
            </section>
          )}
          <Latest events={place.latest} all={place.events} filters={filters} />
        </article>
      )}
    </Wait>
  );
}

/** What a topic or a pair have in common: the events of a filter, counted. */
function useEvents(filters: Filters, facets: string[]) {
  return useAnswer<EventPage>(`events?${query({ ...asked(filters), sort: "-time", limit: 20, facets })}`);
}

export function TopicPage({ id }: { id: string }) {
  const filters: Filters = { topic: [id] };
  const found = useEvents(filters, ["topic", "either", "type"]);
  const label = found.data?.facets.topic?.find((one) => one.value === iri(id))?.label ?? words(id.split("/").pop() ?? id);
  useTitle(label);
  return (
    <Wait page on={found}>
      {(page) => (
        <article>
          <header class="profile">
            <h1 tabIndex={-1}>{label}</h1>
            <p class="faint">{KINDS.topic}</p>
            {id.startsWith("place/") && <p><a href={link({ place: id })}>{S.profile.asPlace}</a></p>}
          </header>
          <Counted page={page} filters={filters} />
        </article>
      )}
    </Wait>
  );
}

export function PairPage({ ids }: { ids: readonly string[] }) {
  const filters: Filters = { either: [...ids] };
  const found = useEvents(filters, ["either", "type"]);
  const labels = ids.map((id) => found.data?.facets.either?.find((one) => one.value === iri(id))?.label ?? words(id.split("/").pop() ?? id));
  const title = S.profile.between(labels[0] ?? "", labels[1] ?? "");
  useTitle(title);
  return (
    <Wait page on={found}>
      {(page) => (
        <article>
          <header class="profile">
            <h1 tabIndex={-1}>
              <Names of={ids.map((id, at) => ({ id: iri(id), label: labels[at] ?? id, aliases: [] }))} />
            </h1>
            <p class="faint">{S.profile.pair}</p>
          </header>
          <Counted page={page} filters={filters} others={ids.map(iri)} />
        </article>
      )}
    </Wait>
  );
}

function Counted({ page, filters, others = [] }: { page: EventPage; filters: Filters; others?: readonly string[] }) {
  const who = (page.facets.either ?? []).filter((one) => !others.includes(one.value)).slice(0, 12);
  return (
    <>
      <p>{count(page.total, "event")}</p>
      <TimesOf filters={filters} to={(period) => link({ view: "events", ...filters, from: period, to: period })} />
      <div class="columns">
        <section>
          <h2>{S.profile.types}</h2>
          <ul class="counts">
            {(page.facets.type ?? []).map((one) => (
              <li key={one.value}>
                <a href={link({ view: "events", ...filters, type: one.value })}>{what(one.value, null)}</a> <span class="number">{format(one.events)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{S.profile.with}</h2>
          <ul class="counts">
            {who.map((one) => (
              <li key={one.value}>
                <Name of={{ id: one.value, label: one.label }} /> <span class="number">{format(one.events)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <Latest events={page.events} all={page.total} filters={filters} />
    </>
  );
}
