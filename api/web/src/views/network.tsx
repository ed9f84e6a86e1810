/** The network of who deals with whom: the drawing, what can be done with it, and the same as a table. What is seen of it stands in the address. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Filters, go, state, tail } from "../data/address";
import { afterPaint } from "../data/paint";
import type { Dealings } from "../data/records";
import { get } from "../data/service";
import { useAnswer } from "../data/use";
import { Downloads, json } from "../parts/download";
import { picture } from "../parts/picture";
import { Wait } from "../parts/state";
import { S } from "../strings";
import { between, By, Choice, MOST, networkAddress, withParameters } from "./network-data";
import { Drawing, type Happens, type Look } from "./network-drawing";
import { legend, type LineColour, neighbours, type NodeColour } from "./network-graph";
import { Find, Key, Panel } from "./network-panel";
import { type Seen, seen, together, written } from "./network-state";
import { dealingsCsv, Table } from "./network-table";
import { eventFiles, type ViewProps } from "./views";

/** Of somebody's further dealings so many are fetched. */
const MORE = 300;

export function NetworkView(props: ViewProps) {
  const by = state.value.get("by") ?? "actor";
  const found = useAnswer<Dealings>(networkAddress(props.filters, by, Number(most())));
  return <Wait on={found}>{(data) => (data.dealings.length ? <Network {...props} network={data} by={by} /> : <><div class="tools"><By by={by} /></div><p>{S.network.nothing}</p></>)}</Wait>;
}

function most(): string {
  const given = state.value.get("most") ?? "";
  return given in MOST ? given : "1000";
}

let canvas: Drawing | null | undefined;

/** The drawing, made when it is first asked for; none if the browser does not draw with WebGL. */
function theDrawing(): Drawing | null {
  if (canvas === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    canvas = context && new Drawing();
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return canvas;
}

/** Change what is seen. It leaves no trace in the history: a step back leads to the page before. */
function see(changes: Partial<Seen>): void {
  go(withParameters(written(changes)), { replace: true });
}

/** A network with what was fetched besides, and whether some of it is still awaited. */
function useMore(network: Dealings, more: readonly string[], filters: Filters, by: string): { data: Dealings; waiting: boolean } {
  const [all, set] = useState<{ of: Dealings; with: string; data: Dealings }>();
  const addresses = more.map((id) => {
    const country = by === "country" ? network.nodes.find((node) => node.id === id)?.country : undefined;
    return networkAddress(country ? { ...filters, country: [...(filters.country ?? []), country] } : { ...filters, either: [...(filters.either ?? []), tail(id)] }, by, MORE);
  });
  const asked = addresses.join(" ");
  useEffect(() => {
    let wanted = true;
    void Promise.allSettled(addresses.map((address) => get<Dealings>(address))).then((found) => {
      if (wanted) {
        set({ of: network, with: asked, data: together(network, found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))) });
      }
    });
    return () => {
      wanted = false;
    };
  }, [network, asked]);
  const waiting = more.length > 0 && (all?.of !== network || all.with !== asked);
  return { data: more.length && all?.of === network ? all.data : network, waiting };
}

const inShort = (look: Look): string => JSON.stringify([look, [...look.pins]]);

/** Bring into sight what was looked for: a way, somebody's neighbours, or somebody whom the panel would cover. */
function bring(drawing: Drawing, { node, way, only }: Seen, found: string | undefined, host: HTMLElement | null): void {
  const panel = host?.parentElement?.querySelector<HTMLElement>(".panel");
  const beside = panel && host && panel.offsetHeight < host.offsetHeight ? { right: 0, bottom: panel.offsetHeight } : { right: panel?.offsetWidth ?? 0, bottom: 0 };
  if (node && way) {
    drawing.frame(drawing.along, beside);
  } else if (only && drawing.graph.hasNode(only)) {
    drawing.frame([only, ...drawing.graph.neighbors(only)], beside);
  } else if (node && node === found) {
    drawing.frame([node], beside);
  } else if (node && drawing.graph.hasNode(node)) {
    drawing.reveal(node, beside);
  }
}

function Network({ filters, narrow, network, by }: ViewProps & { network: Dealings; by: string }) {
  const drawing = theDrawing();
  const now = seen(state.value);
  const look: Look = { ...now, nodes: (state.value.get("colour") ?? "country") as NodeColour, lines: (state.value.get("lines") ?? "quad") as LineColour };
  const { data, waiting } = useMore(network, now.more, filters, by);
  const host = useRef<HTMLDivElement>(null);
  const current = useRef(look);
  current.current = look;
  /** What is drawn, which may still be what was asked for before. */
  const [drawn, draw] = useState<Dealings>();
  const [settled, settle] = useState(false);
  /** As what it is drawn. */
  const [looked, setLooked] = useState("");
  const [from, setFrom] = useState<string>();
  /** Who was searched for, and is to be looked at from nearby. */
  const found = useRef<string>();
  const [, redraw] = useState(0);

  const choose = (id: string | undefined) => {
    if (from && id) {
      setFrom(undefined);
      see({ node: from, way: id });
    } else if (id !== now.node || now.way) {
      see({ node: id, way: undefined });
    }
  };
  const happens = useRef<Happens>();
  happens.current = {
    choose,
    placed: (id, place) => see({ pins: new Map([...now.pins, [id, place]]) }),
    grouped: () => redraw((n) => n + 1),
    settled: () => settle(true),
  };

  useEffect(() => {
    if (!host.current || !drawing) {
      return undefined;
    }
    drawing.attach(host.current, {
      choose: (id) => happens.current?.choose(id),
      placed: (id, place) => happens.current?.placed(id, place),
      grouped: () => happens.current?.grouped(),
      settled: () => happens.current?.settled(),
    });
    const themed = () => requestAnimationFrame(() => drawing.recolour());
    const media = matchMedia("(prefers-color-scheme: dark)");
    window.addEventListener("theme", themed);
    media.addEventListener("change", themed);
    return () => {
      window.removeEventListener("theme", themed);
      media.removeEventListener("change", themed);
      drawing.detach();
    };
  }, []);
  useEffect(() => {
    settle(false);
    return drawing
      ? afterPaint(() => {
          const shown = current.current;
          void drawing.show(data, shown).then((done) => {
            if (done) {
              draw(data);
              setLooked(inShort(shown));
            }
          });
        })
      : undefined;
  }, [data]);
  // What is chosen is told beside the drawing first, then drawn.
  const wanted = inShort(look);
  useEffect(() => (drawing && drawn && looked !== wanted ? afterPaint(() => { drawing.see(look); setLooked(wanted); }) : undefined), [drawn, looked, wanted]);
  useEffect(() => (drawing && drawn && settled ? afterPaint(() => bring(drawing, now, found.current, host.current)) : undefined), [drawn, settled, now.node, now.way, now.only]);

  const graph = drawing && drawn ? drawing.graph : undefined;
  const node = now.node && graph?.hasNode(now.node) ? graph.getNodeAttributes(now.node) : undefined;
  const hidden = graph?.filterNodes((_, one) => one.hidden).length ?? 0;
  const along = drawing && graph ? drawing.along.map((id) => graph.getNodeAttributes(id)) : [];
  const told = !node || !now.way || looked !== wanted ? "" : along.length ? `${S.network.path(along.length - 1)} ${along.map((one) => one.label).join(" – ")}` : S.network.noPath;
  return (
    <>
      <div class="tools">
        <By by={by} />
        <Choice label={S.network.colour} shown of={S.network.colours} chosen={look.nodes} name="colour" usual="country" />
        <Choice label={S.network.lines} shown of={S.network.lineBy} chosen={look.lines} name="lines" usual="quad" />
        {(network.total > Number(most()) || state.value.has("most")) && (
          <Choice label={S.network.most} shown of={MOST} chosen={most()} name="most" usual="1000" />
        )}
        <Find nodes={data.nodes} found={(id) => { found.current = id; choose(id); }} />
        {hidden > 0 && <button type="button" onClick={() => see({ hidden: [], only: undefined })}>{S.network.hidden(hidden)}</button>}
        {now.pins.size > 0 && <button type="button" onClick={() => see({ pins: new Map() })}>{S.network.unpinAll(now.pins.size)}</button>}
      </div>
      <p class="faint">
        {data.total > data.dealings.length ? S.network.cut(data.dealings.length, data.total) : S.network.size(data.nodes.length, data.dealings.length)}.
      </p>
      <div class="network">
        {drawing ? (
          <div class="canvas" ref={host} role="img" aria-label={S.network.canvas} aria-busy={waiting || drawn !== data} data-settled={settled && looked === wanted} />
        ) : (
          <p role="status">{S.network.noWebgl}</p>
        )}
        {drawing && !settled && <p class="faint busy">{S.network.busy}</p>}
        <div class="tools over">
          <button type="button" aria-label={S.map.zoomIn} onClick={() => drawing?.zoom(1)}>+</button>
          <button type="button" aria-label={S.map.zoomOut} onClick={() => drawing?.zoom(-1)}>−</button>
          <button type="button" onClick={() => { drawing?.zoom(0); choose(undefined); }}>{S.network.all}</button>
        </div>
        {node && graph && drawing && (
          <Panel
            node={node}
            pinned={now.pins.has(node.id)}
            neighbours={neighbours(graph, node.id).map((one) => ({ ...one, href: narrow({ ...between(node, one.node, by), status: ["occurred"] }) }))}
            picking={from === node.id}
            act={{
              pin: () => see({ pins: now.pins.has(node.id) ? new Map([...now.pins].filter(([id]) => id !== node.id)) : new Map([...now.pins, [node.id, node]]) }),
              move: (right, up) => see({ pins: new Map([...now.pins, [node.id, drawing.beside(now.pins.get(node.id) ?? node, right, up)]]) }),
              hide: () => see({ hidden: [...now.hidden, node.id], node: undefined, way: undefined }),
              only: () => see({ only: node.id }),
              path: () => setFrom(from === node.id ? undefined : node.id),
              more: () => see({ more: [...new Set([...now.more, node.id])] }),
              to: choose,
            }}
          />
        )}
      </div>
      <p role="status" class="told">{from ? S.network.pathFrom(node?.label ?? "") : told}</p>
      <Key values={graph ? legend(graph, look.nodes) : new Map()} colour={look.nodes} lines={look.lines} />
      <Table data={data} by={by} narrow={narrow} />
      <Downloads
        files={[
          { label: S.download.csv, make: () => dealingsCsv(data), name: "network.csv" },
          { label: S.download.json, make: () => json(data), name: "network.json" },
          ...(drawing
            ? [
                { label: S.download.svg, make: () => drawing.svg(), name: "network.svg" },
                { label: S.download.png, make: () => picture(drawing.svg()), name: "network.png" },
              ]
            : []),
          ...eventFiles(filters).filter((file) => file.label === S.download.gexf),
        ]}
      />
    </>
  );
}
