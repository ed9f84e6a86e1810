/** What the address says of the network: who is chosen, pinned, hidden, and whose dealings were fetched besides. */
import { iri, type State, tail } from "../data/address";
import type { Dealing, Dealings, NetworkNode } from "../data/records";

export interface Place {
  x: number;
  y: number;
}

export interface Seen {
  /** Who is chosen. */
  node: string | undefined;
  /** Where the shortest path from there is to lead. */
  way: string | undefined;
  /** Who is shown with none but their neighbours. */
  only: string | undefined;
  hidden: readonly string[];
  /** Nodes that stay where somebody put them. */
  pins: ReadonlyMap<string, Place>;
  /** Those of whom more dealings are shown than the network has of itself. */
  more: readonly string[];
}

/** The parameters in which it stands. */
export const NAMES = ["node", "way", "only", "hide", "pin", "more"] as const;
type Parameters = Partial<Record<(typeof NAMES)[number], string[] | undefined>>;

export function seen(state: State): Seen {
  const one = (name: string) => {
    const given = state.get(name);
    return given ? iri(given) : undefined;
  };
  const pins = state.getAll("pin").flatMap((given) => {
    const found = /^(.+),(-?[\d.]+),(-?[\d.]+)$/.exec(given);
    const [x, y] = [Number(found?.[2]), Number(found?.[3])];
    return found?.[1] && Number.isFinite(x) && Number.isFinite(y) ? [[iri(found[1]), { x, y }] as const] : [];
  });
  return { node: one("node"), way: one("way"), only: one("only"), hidden: state.getAll("hide").map(iri), pins: new Map(pins), more: state.getAll("more").map(iri) };
}

/** What of it is to be changed, as parameters. */
export function written({ hidden, pins, more, ...singles }: Partial<Seen>): Parameters {
  const made: Parameters = {};
  for (const [name, id] of Object.entries(singles) as ["node" | "way" | "only", string | undefined][]) {
    made[name] = id === undefined ? undefined : [tail(id)];
  }
  return {
    ...made,
    ...(hidden && { hide: hidden.map(tail) }),
    ...(more && { more: more.map(tail) }),
    ...(pins && { pin: [...pins].map(([id, { x, y }]) => `${tail(id)},${round(x)},${round(y)}`) }),
  };
}

const round = (value: number): number => Math.round(10 * value) / 10;

/** One network of several, each node and relation once. */
export function together(network: Dealings, others: readonly Dealings[]): Dealings {
  if (!others.length) {
    return network;
  }
  const [nodes, dealings] = [new Map<string, NetworkNode>(), new Map<string, Dealing>()];
  for (const one of [network, ...others]) {
    one.nodes.forEach((node) => nodes.has(node.id) || nodes.set(node.id, node));
    one.dealings.forEach((dealing) => dealings.set(relation(dealing), dealing));
  }
  return { total: Math.max(network.total, dealings.size), nodes: [...nodes.values()], dealings: [...dealings.values()] };
}

/** What tells a relation apart from others. */
export const relation = ({ source, target, kind }: { source: string; target: string; kind: string }): string => `${source} ${target} ${kind}`;
