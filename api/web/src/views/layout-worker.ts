/** Finds the communities of a network and lays it out beside the page, so that the page stays quick. */
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface Task {
  nodes: { key: string; x: number; y: number; size: number; fixed: boolean }[];
  edges: { source: string; target: string; events: number }[];
  rounds: number;
}

/** The communities at first, then the positions after each round. */
export type Found = { communities: number[] } | { positions: Float32Array; done: boolean };

const STEPS = 20;

self.onmessage = (message: MessageEvent<Task>) => {
  const { nodes, edges, rounds } = message.data;
  const graph = new Graph({ type: "undirected" });
  for (const { key, ...attributes } of nodes) {
    graph.addNode(key, attributes);
  }
  for (const { source, target, events } of edges) {
    graph.updateEdge(source, target, ({ events: before = 0 }) => {
      const all = (before as number) + events;
      return { events: all, weight: Math.log2(1 + all) };
    });
  }
  tell({ communities: communities(graph, nodes.map(({ key }) => key)) });
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: nodes.length > 300,
    // Strong gravity keeps those together whom nothing connects; room for the nodes themselves keeps them readable.
    gravity: 0.12,
    scalingRatio: 90,
    edgeWeightInfluence: 0.4,
    strongGravityMode: true,
    slowDown: 4,
  };
  for (let round = 1; round <= rounds; round += 1) {
    forceAtlas2.assign(graph, { iterations: STEPS, settings, getEdgeWeight: "weight" });
    const positions = new Float32Array(2 * nodes.length);
    nodes.forEach(({ key }, at) => {
      positions[2 * at] = graph.getNodeAttribute(key, "x") as number;
      positions[2 * at + 1] = graph.getNodeAttribute(key, "y") as number;
    });
    tell({ positions, done: round === rounds });
  }
};

const tell = (found: Found): void => self.postMessage(found);

/** The number of each node's community, from 0, the largest first. */
function communities(graph: Graph, keys: readonly string[]): number[] {
  if (!graph.size) {
    return keys.map(() => 0);
  }
  // A fixed sequence in the place of chance: the same communities each time.
  let seed = 1;
  const found = louvain(graph, { getEdgeWeight: "events", rng: () => (seed = (seed * 16807) % 2147483647) / 2147483647 });
  const sizes = new Map<number, number>();
  keys.forEach((key) => sizes.set(found[key] ?? 0, (sizes.get(found[key] ?? 0) ?? 0) + 1));
  const ranks = new Map([...sizes].sort((a, b) => b[1] - a[1]).map(([one], rank) => [one, rank]));
  return keys.map((key) => ranks.get(found[key] ?? 0) ?? 0);
}
