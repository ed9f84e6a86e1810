/** The network of who deals with whom: the drawing, what can be done with it, and the same as a table. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { type Filters, profile, state, tail } from "../data/address";
import type { Dealings } from "../data/records";
import { get } from "../data/service";
import { useAnswer } from "../data/use";
import { csv, Downloads, json } from "../parts/download";
import { QuadMark } from "../parts/names";
import { picture } from "../parts/picture";
import { Wait } from "../parts/state";
import { format, KINDS, S } from "../strings";
import { By, Choice, MOST, networkAddress } from "./network-data";
import { Drawing, type LineColour, type Node, type NodeColour } from "./network-drawing";
import { eventFiles, type ViewProps } from "./views";

const IN_TABLE = 200;
const IN_LEGEND = 12;

export function NetworkView(props: ViewProps) {
  const by = state.value.get("by") ?? "actor";
  const found = useAnswer<Dealings>(networkAddress(props.filters, by, Number(most())));
  return <Wait on={found}>{(data) => (data.dealings.length ? <Network {...props} data={data} by={by} /> : <><div class="tools"><By by={by} /></div><p>{S.network.nothing}</p></>)}</Wait>;
}

function most(): string {
  const given = state.value.get("most") ?? "";
  return given in MOST ? given : "1000";
}

let webgl: boolean | undefined;

/** Whether the browser draws with WebGL; asked once, for each question takes one of its few contexts. */
function hasWebgl(): boolean {
  if (webgl === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    webgl = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return webgl;
}

function Network({ filters, narrow, data, by }: ViewProps & { data: Dealings; by: string }) {
  const nodes = (state.value.get("colour") ?? "country") as NodeColour;
  const lines = (state.value.get("lines") ?? "quad") as LineColour;
  const container = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>();
  const [chosen, choose] = useState<string>();
  const [from, setFrom] = useState<string>();
  const [told, tell] = useState("");
  const [hidden, setHidden] = useState(0);
  const [settled, settle] = useState(false);
  const [, redraw] = useState(0);
  const picking = useRef<string>();
  picking.current = from;

  const pick = (id: string | undefined) => {
    const start = picking.current;
    if (start && id && drawing.current) {
      const path = drawing.current.path(start, id);
      tell(path.length ? `${S.network.path(path.length - 1)} ${path.map((node) => node.label).join(" – ")}` : S.network.noPath);
      setFrom(undefined);
      return;
    }
    tell("");
    drawing.current?.choose(id);
    choose(id);
  };

  useEffect(() => {
    if (!container.current || !hasWebgl()) {
      return undefined;
    }
    settle(false);
    const made = new Drawing(container.current, data, { choose: pick, settled: () => settle(true) });
    made.colour(nodes, lines);
    drawing.current = made;
    choose(undefined);
    setHidden(0);
    redraw((n) => n + 1);
    const themed = () => requestAnimationFrame(() => made.recolour());
    const media = matchMedia("(prefers-color-scheme: dark)");
    window.addEventListener("theme", themed);
    media.addEventListener("change", themed);
    return () => {
      window.removeEventListener("theme", themed);
      media.removeEventListener("change", themed);
      drawing.current = undefined;
      made.end();
    };
  }, [data]);
  useEffect(() => {
    drawing.current?.colour(nodes, lines);
    redraw((n) => n + 1);
  }, [nodes, lines]);

  const node = chosen && drawing.current?.graph.hasNode(chosen) ? drawing.current.graph.getNodeAttributes(chosen) : undefined;
  return (
    <>
      <div class="tools">
        <By by={by} />
        <Choice label={S.network.colour} shown of={S.network.colours} chosen={nodes} name="colour" usual="country" />
        <Choice label={S.network.lines} shown of={S.network.lineBy} chosen={lines} name="lines" usual="quad" />
        {(data.total > Number(most()) || state.value.has("most")) && (
          <Choice label={S.network.most} shown of={MOST} chosen={most()} name="most" usual="1000" />
        )}
        <Find nodes={data.nodes} found={(id) => { pick(id); drawing.current?.show(id); }} />
        {hidden > 0 && (
          <button type="button" onClick={() => { drawing.current?.unhide(); setHidden(0); }}>{S.network.hidden(hidden)}</button>
        )}
      </div>
      <p class="faint">
        {data.total > data.dealings.length ? S.network.cut(data.dealings.length, data.total) : S.network.size(data.nodes.length, data.dealings.length)}.
      </p>
      <div class="network">
        {hasWebgl() ? (
          <div class="canvas" ref={container} role="img" aria-label={S.network.canvas} data-settled={settled} />
        ) : (
          <p role="status">{S.network.noWebgl}</p>
        )}
        <div class="tools over">
          <button type="button" aria-label={S.map.zoomIn} onClick={() => drawing.current?.zoom(1)}>+</button>
          <button type="button" aria-label={S.map.zoomOut} onClick={() => drawing.current?.zoom(-1)}>−</button>
          <button type="button" onClick={() => { drawing.current?.zoom(0); pick(undefined); }}>{S.network.all}</button>
        </div>
        {node && drawing.current && (
          <Panel
            node={node}
            neighbours={drawing.current.neighbours(node.id)}
            picking={from === node.id}
            act={{
              pin: () => { drawing.current?.pin(node.id, !node.pinned); redraw((n) => n + 1); },
              hide: () => { drawing.current?.hide([node.id]); setHidden(hidden + 1); pick(undefined); },
              only: () => {
                const keep = new Set([node.id, ...(drawing.current?.graph.neighbors(node.id) ?? [])]);
                const others = drawing.current?.graph.filterNodes((id, other) => !keep.has(id) && !other.hidden) ?? [];
                drawing.current?.hide(others);
                setHidden(hidden + others.length);
              },
              path: () => setFrom(from === node.id ? undefined : node.id),
              more: () => void expand(drawing.current, filters, node, by).then(() => { drawing.current?.choose(node.id); redraw((n) => n + 1); }),
              to: pick,
            }}
          />
        )}
      </div>
      <p role="status" class="told">{from ? S.network.pathFrom(node?.label ?? "") : told}</p>
      <Key drawing={drawing.current} colour={nodes} lines={lines} />
      <Table data={data} narrow={narrow} />
      <Downloads
        files={[
          { label: S.download.csv, make: () => dealingsCsv(data), name: "network.csv" },
          { label: S.download.json, make: () => json(data), name: "network.json" },
          ...(drawing.current
            ? [
                { label: S.download.svg, make: () => drawing.current?.svg() ?? new Blob(), name: "network.svg" },
                { label: S.download.png, make: () => picture(drawing.current?.svg() ?? new Blob()), name: "network.png" },
              ]
            : []),
          ...eventFiles(filters).filter((file) => file.label === S.download.gexf),
        ]}
      />
    </>
  );
}

async function expand(drawing: Drawing | undefined, filters: Filters, node: Node, by: string): Promise<void> {
  const around: Filters = by === "country" && node.country ? { ...filters, country: [...(filters.country ?? []), node.country] } : { ...filters, either: [...(filters.either ?? []), tail(node.id)] };
  drawing?.expand(await get<Dealings>(networkAddress(around, by, 300)));
}

interface Acts {
  pin: () => void;
  hide: () => void;
  only: () => void;
  path: () => void;
  more: () => void;
  to: (id: string) => void;
}

function Panel({ node, neighbours, picking, act }: { node: Node; neighbours: readonly Node[]; picking: boolean; act: Acts }) {
  return (
    <section class="panel" aria-label={S.network.selected}>
      <h2>
        <a href={profile(node.id)}>{node.label}</a>
      </h2>
      <p class="faint">{[KINDS[node.kind], node.country, S.explore.events(node.events)].filter(Boolean).join(" · ")}</p>
      <p class="tools">
        <button type="button" aria-pressed={node.pinned} onClick={act.pin}>{node.pinned ? S.network.unpin : S.network.pin}</button>
        <button type="button" onClick={act.hide}>{S.network.hide}</button>
        <button type="button" onClick={act.only}>{S.network.only}</button>
        <button type="button" onClick={act.more}>{S.network.expandMore}</button>
        <button type="button" aria-pressed={picking} onClick={act.path}>{picking ? S.network.cancel : S.network.pathTo}</button>
      </p>
      <ul class="counts">
        {neighbours.slice(0, 40).map((other) => (
          <li key={other.id}>
            <button type="button" class="link" onClick={() => act.to(other.id)}>{other.label}</button> <span class="number">{format(other.events)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Find({ nodes, found }: { nodes: Dealings["nodes"]; found: (id: string) => void }) {
  const id = useId();
  return (
    <label>
      <span class="unseen">{S.network.find}</span>
      <input
        type="search"
        list={id}
        placeholder={S.network.find}
        onChange={(event) => {
          const text = event.currentTarget.value.trim().toLowerCase();
          const one = nodes.find((node) => node.label.toLowerCase() === text) ?? nodes.find((node) => text && node.label.toLowerCase().includes(text));
          if (one) {
            found(one.id);
          }
        }}
      />
      <datalist id={id}>
        {nodes.map((node) => (
          <option key={node.id} value={node.label} />
        ))}
      </datalist>
    </label>
  );
}

function Key({ drawing, colour, lines }: { drawing: Drawing | undefined; colour: NodeColour; lines: LineColour }) {
  const values = drawing ? [...drawing.legend()].slice(0, IN_LEGEND) : [];
  return (
    <>
      <ul class="legend">
        {values.map(([value, shade]) => (
          <li key={value}>
            <svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill={shade} /></svg>{" "}
            {value ? (colour === "community" ? `${S.network.colours.community} ${value}` : value) : "–"}
          </li>
        ))}
      </ul>
      {lines === "scale" && (
        <ul class="legend scale">
          <li>{S.network.scale[0]}</li>
          {[-3, -2, -1, 0, 1, 2, 3].map((n) => (
            <li key={n} class={`mark scale-${n}`} />
          ))}
          <li>{S.network.scale[1]}</li>
        </ul>
      )}
      <p class="faint">{S.network.help} {S.network.weight} {S.network.directed}</p>
    </>
  );
}

function Table({ data, narrow }: { data: Dealings; narrow: ViewProps["narrow"] }) {
  const label = new Map(data.nodes.map((node) => [node.id, node] as const));
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{S.network.table}</summary>
      {open && (
        <div class="wide" tabIndex={0} role="region" aria-label={S.network.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{S.columns.who}</th>
                <th scope="col">{S.columns.what}</th>
                <th scope="col">{S.columns.whom}</th>
                <th scope="col" class="number">{S.profile.events}</th>
                <th scope="col">{S.profile.first}</th>
                <th scope="col">{S.profile.last}</th>
              </tr>
            </thead>
            <tbody>
              {data.dealings.slice(0, IN_TABLE).map((one) => {
                const [a, b] = [label.get(one.source), label.get(one.target)];
                return a && b ? (
                  <tr key={`${one.source} ${one.target} ${one.kind}`}>
                    <td><a href={profile(a.id)}>{a.label}</a></td>
                    <td><QuadMark quad={one.quad} />{one.kind}</td>
                    <td><a href={profile(b.id)}>{b.label}</a></td>
                    <td class="number"><a href={narrow({ either: [tail(a.id), tail(b.id)], type: [one.type] })} aria-label={S.matrix.cell(a.label, b.label, one.events)}>{format(one.events)}</a></td>
                    <td>{one.first}</td>
                    <td>{one.last}</td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function dealingsCsv(data: Dealings): Blob {
  const label = new Map(data.nodes.map((node) => [node.id, node.label]));
  return csv([
    ["source", "kind", "target", "type", "quad", "directed", "events", "intensity", "first", "last"],
    ...data.dealings.map((d) => [label.get(d.source), d.kind, label.get(d.target), d.type, d.quad, String(d.directed), d.events, d.intensity, d.first, d.last]),
  ]);
}

