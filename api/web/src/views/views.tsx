/** The ways to see the events of a filter; the larger ones are loaded when they are first opened. */
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { asked, type Filters } from "../data/address";
import type { EventPage, Times } from "../data/records";
import { query } from "../data/service";
import { useTimes } from "../data/times";
import { useAnswer } from "../data/use";
import { Legend, ORDER, Timeline } from "../parts/bars";
import { csv, Downloads, type File, json, svg } from "../parts/download";
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

export function TimesOf({ filters, to, help }: { filters: Filters; to: (period: string) => string; help?: string }) {
  const times = useTimes(filters).data;
  return times?.periods.length ? (
    <section>
      <h2>{S.profile.time}</h2>
      <Timeline times={times} to={to} help={help} />
      <Legend />
    </section>
  ) : null;
}

function TimeView({ filters, narrow }: ViewProps) {
  const found = useAnswer<EventPage>(`events?${query({ ...asked(filters), limit: 100 })}`);
  const times = useTimes(filters).data;
  const chart = useRef<HTMLDivElement>(null);
  const drawn = () => svg(chart.current?.querySelector("svg.timeline") as SVGSVGElement);
  return (
    <div ref={chart}>
      <TimesOf filters={filters} to={(period) => narrow({ from: [period], to: [period] })} />
      <Wait on={found}>{(page) => <EventList events={page.events} />}</Wait>
      {times && (
        <Downloads
          files={[
            { label: S.download.csv, make: () => timesCsv(times), name: "times.csv" },
            { label: S.download.json, make: () => json(times), name: "times.json" },
            ...(times.periods.length
              ? [
                  { label: S.download.svg, make: drawn, name: "times.svg" },
                  { label: S.download.png, make: async () => (await import("../parts/picture")).picture(drawn()), name: "times.png" },
                ]
              : []),
          ]}
        />
      )}
    </div>
  );
}

function timesCsv(times: Times): Blob {
  return csv([[times.by, "events", ...ORDER], ...times.periods.map((one) => [one.period, one.events, ...ORDER.map((quad) => one.quads[quad] ?? 0)])]);
}
