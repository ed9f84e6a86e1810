/** What stands beside the drawing of a network: who is chosen and what can be done with them, the search, the legend. */
import { useId, useMemo } from "preact/hooks";
import { profile } from "../data/address";
import type { Dealings } from "../data/records";
import { Scale } from "../parts/scale";
import { format, KINDS, S } from "../strings";
import type { LineColour, Node, NodeColour } from "./network-graph";

const IN_LEGEND = 12;
const IN_LIST = 40;

export interface Acts {
  pin: () => void;
  /** So far to the right and up, in parts of what is seen. */
  move: (right: number, up: number) => void;
  hide: () => void;
  only: () => void;
  path: () => void;
  more: () => void;
  to: (id: string) => void;
}

/** Somebody with whom the chosen one has dealt: in how many events, and where they are listed. */
export interface Neighbour {
  node: Node;
  events: number;
  href: string;
}

const MOVES = [["←", "left", -1, 0], ["↑", "up", 0, 1], ["↓", "down", 0, -1], ["→", "right", 1, 0]] as const;

export function Panel({ node, pinned, neighbours, picking, act }: { node: Node; pinned: boolean; neighbours: readonly Neighbour[]; picking: boolean; act: Acts }) {
  return (
    <section class="panel" aria-label={S.network.selected}>
      <h2>
        <a href={profile(node.id)}>{node.label}</a>
      </h2>
      <p class="faint">{[KINDS[node.kind], node.country, S.explore.events(node.events)].filter(Boolean).join(" · ")}</p>
      <p class="tools">
        <button type="button" aria-pressed={pinned} onClick={act.pin}>{pinned ? S.network.unpin : S.network.pin}</button>
        <button type="button" onClick={act.hide}>{S.network.hide}</button>
        <button type="button" onClick={act.only}>{S.network.only}</button>
        <button type="button" onClick={act.more}>{S.network.expandMore}</button>
        <button type="button" aria-pressed={picking} onClick={act.path}>{picking ? S.network.cancel : S.network.pathTo}</button>
      </p>
      <p class="tools" role="group" aria-label={S.network.move}>
        <span class="faint">{S.network.move}</span>
        {MOVES.map(([arrow, name, right, up]) => (
          <button key={name} type="button" aria-label={S.network.moves[name]} title={S.network.moves[name]} onClick={() => act.move(right, up)}>{arrow}</button>
        ))}
      </p>
      <p class="faint">{S.network.dealtWith(neighbours.length, Math.min(IN_LIST, neighbours.length))}</p>
      <ul class="counts">
        {neighbours.slice(0, IN_LIST).map(({ node: other, events, href }) => (
          <li key={other.id}>
            <button type="button" class="link" onClick={() => act.to(other.id)}>{other.label}</button>{" "}
            <a class="number" href={href} aria-label={S.matrix.cell(node.label, other.label, events)}>{format(events)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Find({ nodes, found }: { nodes: Dealings["nodes"]; found: (id: string) => void }) {
  const id = useId();
  const names = useMemo(() => nodes.map((node) => <option key={node.id} value={node.label} />), [nodes]);
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
      <datalist id={id}>{names}</datalist>
    </label>
  );
}

export function Key({ values: all, colour, lines }: { values: ReadonlyMap<string, string>; colour: NodeColour; lines: LineColour }) {
  const values = [...all].slice(0, IN_LEGEND);
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
      {lines === "scale" && <Scale />}
      <p class="faint">{S.network.help} {S.network.weight} {S.network.directed}</p>
    </>
  );
}

