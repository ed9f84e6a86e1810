/** The network as a graph: what its nodes and lines look like, and the ways through it. Knows nothing of the page. */
import Graph, { MultiGraph } from "graphology";
import { bidirectional } from "graphology-shortest-path";
import type { Dealing, Dealings, NetworkNode } from "../data/records";
import { turn } from "../data/paint";
import { OTHER, palette, styled } from "./colours";
import { type Place, relation } from "./network-state";

export type NodeColour = "country" | "kind" | "community";
export type LineColour = "quad" | "scale";

export interface Node extends NetworkNode {
  x: number;
  y: number;
  size: number;
  color: string;
  community: string;
  pinned: boolean;
  hidden: boolean;
}

/** A line's type is how it is drawn. */
export interface Edge extends Omit<Dealing, "type"> {
  type: "line" | "arrow" | "curve" | "curvedArrow";
  size: number;
  color: string;
  curvature: number;
}

export type Network = MultiGraph<Node, Edge>;

/** So many lines are drawn up before others have their turn. */
const SLICE = 1500;

/** The graph of a network, with nodes at known places or else on a spiral; nothing if it is no longer wanted. */
export async function built(data: Dealings, places: ReadonlyMap<string, Place>, wanted: () => boolean): Promise<Network | undefined> {
  const graph: Network = new MultiGraph<Node, Edge>();
  const most = data.nodes.reduce((high, node) => Math.max(high, node.events), 1);
  data.nodes.forEach((node, at) => {
    const [angle, far] = [at * 2.4, 10 * Math.sqrt(at + 1)];
    const place = places.get(node.id) ?? { x: far * Math.cos(angle), y: far * Math.sin(angle) };
    graph.addNode(node.id, { ...node, ...place, size: 3 + 13 * Math.sqrt(node.events / most), color: OTHER, community: "", pinned: false, hidden: false });
  });
  // Of many lines each is thinner, so that they can be told apart.
  const thin = Math.min(1, Math.sqrt(800 / data.dealings.length));
  for (let from = 0; from < data.dealings.length; from += SLICE) {
    await turn();
    if (!wanted()) {
      return undefined;
    }
    for (const dealing of data.dealings.slice(from, from + SLICE)) {
      if (graph.hasNode(dealing.source) && graph.hasNode(dealing.target)) {
        const size = thin * (1 + 1.6 * Math.log2(1 + dealing.events));
        graph.addDirectedEdgeWithKey(relation(dealing), dealing.source, dealing.target, { ...dealing, type: "line", size, color: OTHER, curvature: 0 });
      }
    }
  }
  return graph;
}

const value = (node: Node, by: NodeColour): string => (by === "country" ? node.country : node[by]) ?? "";

/** Which colour is whose: countries by the events of their people, kinds and communities by how many there are. */
export function legend(graph: Network, by: NodeColour): Map<string, string> {
  return palette(graph.mapNodes((_, node) => [value(node, by), by === "country" ? node.events : 1]));
}

export function paint(graph: Network, nodes: NodeColour, lines: LineColour): void {
  const colours = legend(graph, nodes);
  graph.forEachNode((_, node) => {
    node.color = colours.get(value(node, nodes)) ?? OTHER;
  });
  graph.forEachEdge((_, edge) => {
    edge.color = styled(lines === "quad" ? `--${edge.quad.replace(" ", "-")}` : `--scale-${Math.max(-3, Math.min(3, Math.round(edge.intensity / 2.5))) + 3}`);
  });
}

/** Those who have dealt with somebody and in how many events, the most first. */
export function neighbours(graph: Network, id: string): { node: Node; events: number }[] {
  const shared = new Map<string, number>();
  graph.forEachEdge(id, (_, { events }, a, b) => {
    const other = a === id ? b : a;
    shared.set(other, (shared.get(other) ?? 0) + events);
  });
  return [...shared].map(([other, events]) => ({ node: graph.getNodeAttributes(other), events })).sort((a, b) => b.events - a.events || b.node.events - a.node.events);
}

/** The shortest way from one to another over nodes that are shown, in either direction of each dealing; empty if there is none. */
export function way(graph: Network, from: string, to: string): string[] {
  const shown = new Graph({ type: "undirected" });
  graph.forEachNode((id, node) => void (node.hidden || shown.addNode(id)));
  graph.forEachEdge((_, __, a, b) => void (shown.hasNode(a) && shown.hasNode(b) && shown.mergeEdge(a, b)));
  return shown.hasNode(from) && shown.hasNode(to) ? (bidirectional(shown, from, to) ?? []) : [];
}

/** The lines along a way. */
export function along(graph: Network, steps: readonly string[]): Set<string> {
  const pairs = new Set(steps.slice(1).map((id, at) => [steps[at] ?? "", id].sort().join(" ")));
  return new Set(graph.filterEdges((_, __, a, b) => pairs.has([a, b].sort().join(" "))));
}
