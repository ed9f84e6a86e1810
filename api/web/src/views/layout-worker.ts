/** Lays a network out beside the page, so that the page stays quick; sends the positions after each round. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface Task {
  nodes: { key: string; x: number; y: number; size: number; fixed: boolean }[];
  edges: { source: string; target: string; weight: number }[];
  rounds: number;
}
export interface Positions {
  positions: Float32Array;
  done: boolean;
}

const STEPS = 20;

self.onmessage = (message: MessageEvent<Task>) => {
  const { nodes, edges, rounds } = message.data;
  const graph = new Graph({ type: "undirected" });
  for (const { key, ...attributes } of nodes) {
    graph.addNode(key, attributes);
  }
  for (const { source, target, weight } of edges) {
    graph.mergeEdge(source, target, { weight });
  }
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
    const sent: Positions = { positions, done: round === rounds };
    self.postMessage(sent);
  }
};
