/** Events by filter: facets to choose from, a brush over time, and views that all show what is chosen. */
import { useEffect, useState } from "preact/hooks";
import { asked, type FilterName, type Filters, go, iri, link, read, state, tail } from "../data/address";
import type { EventPage, EventRecord, FacetValue, Quad, Status } from "../data/records";
import { get, query } from "../data/service";
import { useAnswer } from "../data/use";
import { Legend } from "../parts/bars";
import { Downloads } from "../parts/download";
import { EventList } from "../parts/events";
import { what } from "../parts/names";
import { Wait } from "../parts/state";
import { Tabs } from "../parts/tabs";
import { format, MODES, QUADS, S, SECTORS, STATUSES, TYPES, words } from "../strings";
import { Brush } from "../views/brush";
import { NAMES } from "../views/network-state";
import { eventFiles, ViewOf } from "../views/views";

const FACETS = ["quad", "type", "mode", "status", "either", "country", "sector", "topic", "place"] as const;
type FacetName = (typeof FACETS)[number];
const AT_ONCE = 50;
const FEW = 6;
/** Of these, several may be asked for together. */
const SEVERAL: readonly string[] = ["either", "country"];

export function ExplorePage({ view }: { view: string }) {
  const filters = read(state.value);
  const address = `events?${query({ ...asked(filters), limit: AT_ONCE, sort: "-time", facets: FACETS })}`;
  const found = useAnswer<EventPage>(address);
  useEffect(() => {
    document.title = `${S.explore.view[view] ?? S.explore.title} – ${S.name}`;
  }, [view]);
  const to = (changed: Filters, shown = view) => link({ view: shown, ...extras(), ...changed });
  const narrow = (more: Filters) => to({ ...filters, ...more }, "events");
  return (
    <div class="explore">
      <h1 tabIndex={-1} class="unseen">{S.explore.title}</h1>
      <aside aria-label={S.explore.filters}>
        <FilterPanel filters={filters} facets={found.data?.facets ?? {}} to={to} />
      </aside>
      <div class="shown">
        <Chips filters={filters} facets={found.data?.facets ?? {}} to={to} />
        <p class="total" role="status" aria-busy={found.loading}>{found.data ? S.explore.events(found.data.total) : found.error ? "" : S.loading}</p>
        <Brush
          filters={filters}
          choose={(from, until, settled) => {
            const { from: _from, to: _to, ...rest } = filters;
            go(to({ ...rest, ...(from && { from: [from] }), ...(until && { to: [until] }) }), { replace: !settled });
          }}
        />
        <p class="spread"><Tabs label={S.explore.views} of={VIEWS} chosen={view} to={(name) => to(filters, name)} /> <Legend /></p>
        {view === "events" ? (
          <Wait on={found}>{(page) => <Events key={address} page={page} filters={filters} />}</Wait>
        ) : (
          <ViewOf name={view} filters={filters} narrow={narrow} />
        )}
      </div>
    </div>
  );
}

const VIEWS = Object.fromEntries(Object.entries(S.explore.view).filter(([name]) => name !== "time"));

/** What the views themselves keep in the address. */
function extras(): Record<string, string[]> {
  return Object.fromEntries(["by", "colour", "lines", "most", ...NAMES].flatMap((name) => (state.value.has(name) ? [[name, state.value.getAll(name)]] : [])));
}

function Events({ page, filters }: { page: EventPage; filters: Filters }) {
  const [more, setMore] = useState<{ events: EventRecord[]; next: string | null }>({ events: [], next: page.next });
  const [busy, setBusy] = useState(false);
  const load = async () => {
    if (more.next) {
      setBusy(true);
      try {
        const loaded = await get<EventPage>(more.next.replace(/^\//, ""));
        setMore({ events: [...more.events, ...loaded.events], next: loaded.next });
      } finally {
        setBusy(false);
      }
    }
  };
  return page.total ? (
    <>
      <EventList events={[...page.events, ...more.events]} />
      {more.next && <button type="button" disabled={busy} onClick={() => void load()}>{busy ? S.loading : S.explore.more}</button>}
      <Downloads files={eventFiles(filters)} />
    </>
  ) : (
    <p>
      {S.explore.none} <a href={link({ view: "events" })}>{S.explore.clear}</a>
    </p>
  );
}

/** What a value of a field is called. */
export function named(field: string, value: string, facets: Record<string, FacetValue[]>): string {
  switch (field) {
    case "quad":
      return QUADS[value as Quad] ?? value;
    case "type":
      return TYPES[value] ?? value;
    case "mode":
      return MODES[value] ?? words(value);
    case "status":
      return STATUSES[value as Status] ?? value;
    case "sector":
      return SECTORS[value] ?? value;
    default: {
      const known = Object.values(facets).flat().find((one) => one.value === iri(value));
      return known?.label ?? decodeURIComponent(words(value.split("/").pop() ?? value));
    }
  }
}

type To = (filters: Filters) => string;

function Chips({ filters, facets, to }: { filters: Filters; facets: Record<string, FacetValue[]>; to: To }) {
  const entries = Object.entries(filters) as [FilterName, string[]][];
  const chips = entries.flatMap(([field, values]): { field: FilterName; value: string; text: string }[] =>
    field === "id"
      ? [{ field, value: "", text: S.explore.chosen(values.length) }]
      : values.map((value) => ({ field, value, text: named(field, value, facets) })),
  );
  if (!chips.length) {
    return null;
  }
  return (
    <ul class="chips">
      {chips.map(({ field, value, text }) => (
        <li key={`${field} ${value}`}>
          <span>
            {field !== "id" && <span class="faint">{S.explore.fields[field]}</span>} {text}
          </span>
          <a href={to(without(filters, field, value))} data-stay aria-label={S.explore.remove(text)}>×</a>
        </li>
      ))}
      <li>
        <a href={to({})} data-stay>{S.explore.clear}</a>
      </li>
    </ul>
  );
}

function without(filters: Filters, field: FilterName, value: string): Filters {
  const { [field]: values, ...rest } = filters;
  const left = field === "id" ? [] : (values ?? []).filter((one) => one !== value);
  return left.length ? { ...rest, [field]: left } : rest;
}

function FilterPanel({ filters, facets, to }: { filters: Filters; facets: Record<string, FacetValue[]>; to: To }) {
  const wide = typeof matchMedia === "function" && matchMedia("(min-width: 60rem)").matches;
  return (
    <details class="filters" open={wide}>
      <summary>{S.explore.filters}</summary>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const text = String(new FormData(event.currentTarget).get("text") ?? "").trim();
          go(to(text ? { ...filters, text: [text] } : without(filters, "text", filters.text?.[0] ?? "")));
        }}
      >
        <label>
          {S.explore.text}
          <input name="text" type="search" key={filters.text?.[0]} defaultValue={filters.text?.[0] ?? ""} />
        </label>
      </form>
      {FACETS.map((name) => (facets[name]?.length ? <FacetList key={name} name={name} values={facets[name] ?? []} filters={filters} facets={facets} to={to} /> : null))}
    </details>
  );
}

function FacetList({ name, values, filters, facets, to }: { name: FacetName; values: readonly FacetValue[]; filters: Filters; facets: Record<string, FacetValue[]>; to: To }) {
  const [all, setAll] = useState(false);
  const chosen = filters[name] ?? [];
  const shown = all ? values : values.slice(0, FEW);
  return (
    <section class="facet">
      <h2>{S.explore.facets[name]}</h2>
      <ul>
        {shown.map((one) => {
          const key = tail(one.value);
          const on = chosen.includes(key);
          const next = on ? without(filters, name, key) : { ...filters, [name]: SEVERAL.includes(name) ? [...chosen, key] : [key] };
          return (
            <li key={one.value}>
              <a href={to(next)} data-stay aria-current={on ? "true" : undefined}>
                {name === "type" ? what(one.value, null) : ["either", "topic", "place"].includes(name) ? one.label : named(name, one.value, facets)}
              </a>
              <span class="number">{format(one.events)}</span>
            </li>
          );
        })}
      </ul>
      {values.length > FEW && (
        <button type="button" class="quiet" onClick={() => setAll(!all)}>{all ? S.explore.showLess : S.explore.showMore}</button>
      )}
    </section>
  );
}
