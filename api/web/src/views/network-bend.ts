/** Relations of different kinds between the same two, told apart. */
import { indexParallelEdgesIndex } from "@sigma/edge-curve";
import type { Network } from "./network-graph";

/** Relations of different kinds between the same two lie side by side. */
export function bend(graph: Network): void {
  indexParallelEdgesIndex(graph as never, { edgeIndexAttribute: "index", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
  graph.forEachEdge((_, edge) => {
    const { index, most } = edge as unknown as { index: number | null; most: number | null };
    const curved = typeof index === "number" && index !== 0;
    const amplitude = curved ? 3.2 * (1 - Math.exp(-(most ?? 1) / 3.2)) : 0;
    edge.type = curved ? (edge.directed ? "curvedArrow" : "curve") : edge.directed ? "arrow" : "line";
    edge.curvature = curved ? (amplitude * (index ?? 0)) / (most || 1) / 8 : 0;
  });
}
