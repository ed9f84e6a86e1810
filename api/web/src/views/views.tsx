/** The ways to see the events of a filter; the larger ones are loaded when they are first opened. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { asked, type Filters } from "../data/address";
import type { EventPage, Period, Quad } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { Legend, ORDER, Timeline } from "../parts/bars";
import type { File } from "../parts/download";
import { EventList } from "../parts/events";
import { Wait } from "../parts/state";
import { S } from "../strings";

export interface ViewProps {
  filters: Filters;
  /** The address of the events that also meet this. */
  narrow: (more: Filters) => string;
}

/** Beside the table of an answer. */
export const VIEWS: Record<string, string> = {
  network: S.explore.view.network ?? "",
  time: S.explore.view.time ?? "",
  map: S.explore.view.map ?? "",
  matrix: S.explore.view.matrix ?? "",
};

const LATER: Record<string, () => Promise<ComponentType<ViewProps>>> = {
  network: async () => (await import("./network")).NetworkView,
  map: async () => (await import("./map")).MapView,
  matrix: async () => (await import("./matrix")).MatrixView,
};
const loaded = new Map<string, ComponentType<ViewProps>>();

export function ViewOf({ name, ...props }: ViewProps & { name: string }) {
  const [, ready] = useState(0);
  const [wrong, setWrong] = useState("");
  useEffect(() => {
    const load = LATER[name];
    if (load && !loaded.has(name)) {
      load().then(
        (view) => {
          loaded.set(name, view);
          ready((n) => n + 1);
        },
        (error: unknown) => setWrong(String(error)),
      );
    }
  }, [name]);
  if (name === "time") {
    return <TimeView {...props} />;
  }
  const View = loaded.get(name);
  return View ? <View {...props} /> : <p class="faint loading" role="status">{wrong || S.loading}</p>;
}

/** Files of the events that meet a filter. */
export function eventFiles(filters: Filters): File[] {
  const given = asked(filters);
  return [
    { label: S.download.csv, href: `events?${query({ ...given, format: "csv" })}`, name: "events.csv" },
    { label: S.download.jsonl, href: `events?${query({ ...given, format: "jsonl" })}`, name: "events.jsonl" },
    { label: S.download.gexf, href: `graph.gexf?${query({ ...given, as: "relations" })}`, name: "relations.gexf" },
    { label: S.download.geojson, href: `graph.geojson?${query(given)}`, name: "events.geojson" },
  ];
}

/** The months of the events of a filter, by kind; undefined until they are there. */
export function useMonths(filters: Filters): Period[] | undefined {
  const address = (quad: Quad) =>
    filters.quad && filters.quad[0] !== quad ? null : `events?${query({ ...asked({ ...filters, quad: [quad] }), limit: 1, facets: "month" })}`;
  // Always four, in this order, as hooks must be.
  const found = ORDER.map((quad) => useAnswer<EventPage>(address(quad)));
  if (ORDER.some((quad, at) => address(quad) !== null && !found[at]?.data)) {
    return undefined;
  }
  const months = new Map<string, Period>();
  ORDER.forEach((quad, at) => {
    for (const { value, events } of (address(quad) && found[at]?.data?.facets.month) || []) {
      const month = months.get(value) ?? { period: value, events: 0, quads: {} };
      month.events += events;
      month.quads[quad] = events;
      months.set(value, month);
    }
  });
  return [...months.values()].sort((a, b) => a.period.localeCompare(b.period));
}

export function MonthsOf({ filters, to }: { filters: Filters; to: (period: string) => string }) {
  const months = useMonths(filters);
  return months?.length ? (
    <section>
      <h2>{S.profile.time}</h2>
      <Timeline timeline={months} to={to} />
      <Legend />
    </section>
  ) : null;
}

function TimeView({ filters, narrow }: ViewProps) {
  const found = useAnswer<EventPage>(`events?${query({ ...asked(filters), limit: 100 })}`);
  return (
    <>
      <MonthsOf filters={filters} to={(period) => narrow({ from: [period], to: [period] })} />
      <Wait on={found}>{(page) => <EventList events={page.events} />}</Wait>
    </>
  );
}
