/** The network as a drawing to print: what is seen, as it is seen. */
import { styled } from "./colours";
import type { Network, Node } from "./network-graph";
import { Room, type Spot } from "./network-labels";
import { ALWAYS_NAMED, IN_SIGHT, LABEL_SIZE } from "./network-names";
import type { Place } from "./network-state";

interface Sheet {
  width: number;
  height: number;
  /** Where a node is on it. */
  place: (node: Node) => Place;
  /** Those that are shown, the largest first. */
  named: readonly (Spot & { label: string })[];
}

const text = (value: string): string => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

export function printed(graph: Network, { width, height, place, named }: Sheet): Blob {
  const at = new Map(graph.mapNodes((id, node) => [id, place(node)] as const));
  const parts: string[] = [];
  graph.forEachEdge((_, edge, source, target, a, b) => {
    const [p, q] = [at.get(source), at.get(target)];
    if (p && q && !a.hidden && !b.hidden) {
      const [cx, cy] = [(p.x + q.x) / 2 + (q.y - p.y) * edge.curvature, (p.y + q.y) / 2 - (q.x - p.x) * edge.curvature];
      parts.push(`<path d="M${p.x.toFixed(1)} ${p.y.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${q.x.toFixed(1)} ${q.y.toFixed(1)}" fill="none" stroke="${edge.color}" stroke-width="${edge.size.toFixed(1)}"><title>${text(`${a.label} ${edge.kind} ${b.label}: ${edge.events}`)}</title></path>`);
    }
  });
  graph.forEachNode((id, node) => {
    const p = at.get(id);
    if (p && !node.hidden) {
      parts.push(`<circle cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="${node.size.toFixed(1)}" fill="${node.color}"/>`);
    }
  });
  const room = new Room(width, height, named.slice(0, IN_SIGHT));
  for (const [rank, node] of named.entries()) {
    const found = room.find(node, 6.2 * node.label.length, LABEL_SIZE, rank < ALWAYS_NAMED);
    if (found) {
      parts.push(`<text x="${found.x.toFixed(1)}" y="${(found.y + 4).toFixed(1)}" font-family="sans-serif" font-size="11" fill="${styled("--ink")}" stroke="${styled("--raised")}" stroke-width="3" paint-order="stroke">${text(node.label)}</text>`);
    }
  }
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`], { type: "image/svg+xml" });
}
