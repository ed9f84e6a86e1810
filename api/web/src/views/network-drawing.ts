/** A network on a WebGL canvas: positions, colours and what is hidden, pinned or lit up. Knows nothing of the page. */
import EdgeCurveProgram, { EdgeCurvedArrowProgram, indexParallelEdgesIndex } from "@sigma/edge-curve";
import Graph, { MultiGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import { bidirectional } from "graphology-shortest-path";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import type { Dealing, Dealings, NetworkNode } from "../data/records";
import { lookAgain, OTHER, palette, styled } from "./colours";
import type { Positions, Task } from "./layout-worker";
import { Room, type Spot } from "./network-labels";

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

interface Edge extends Dealing {
  size: number;
  color: string;
  type_: string;
}

interface Events {
  choose: (id: string | undefined) => void;
  settled: () => void;
}

/** A node as it is drawn. */
interface Named extends Spot {
  label?: string | null;
  highlighted?: boolean;
}

/** A node under the pointer, or chosen: with a ring, and its name on the page's ground, whatever the theme. */
function lift(context: CanvasRenderingContext2D, node: Named, { labelSize, labelFont }: { labelSize: number; labelFont: string }): void {
  context.strokeStyle = styled("--ink");
  context.lineWidth = 2;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 2, 0, 2 * Math.PI);
  context.stroke();
  if (node.label) {
    context.font = `600 ${labelSize}px ${labelFont}`;
    const [left, width] = [node.x + node.size + 4, context.measureText(node.label).width + 8];
    context.fillStyle = styled("--raised");
    context.fillRect(left, node.y - labelSize / 2 - 4, width, labelSize + 8);
    context.fillStyle = styled("--ink");
    context.fillText(node.label, left + 4, node.y + labelSize / 3);
  }
}

/** How wide names are; measuring is slow. */
const widths = new Map<string, number>();

/** Where nodes were when last seen, so that a node keeps its place whatever the filter. */
const places = new Map<string, { x: number; y: number }>();

/** Of so many lines at most the words are shown. */
const READABLE = 40;
const MANY = 3000;
/** Of so many of the largest nodes names are shown if there is room, of more as one zooms in; of the very largest always. */
const NAMED = 150;
const ALWAYS_NAMED = 12;
/** So many are not covered by names. */
const IN_SIGHT = 40;
const LABEL_SIZE = 12;

const rounds = (nodes: number): number => Math.max(8, Math.round(40 - nodes / 50));

export class Drawing {
  readonly graph = new MultiGraph<Node, Edge>();
  private readonly sigma: Sigma<Node, Edge>;
  private worker: Worker | undefined;
  private lit: Set<string> | undefined;
  private litEdges: Set<string> | undefined;
  private chosen: string | undefined;
  private hovered: string | undefined;
  private dragged: string | undefined;
  private room = new Room(0, 0);
  /** All nodes, the largest first; made anew when there are more. */
  private ranked: string[] | undefined;
  /** How large those are that are always named. */
  private great = 0;
  private colours = { nodes: "country" as NodeColour, lines: "quad" as LineColour };

  constructor(container: HTMLElement, data: Dealings, private readonly events: Events) {
    this.add(data);
    this.sigma = new Sigma(this.graph as never, container, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      edgeProgramClasses: { line: EdgeRectangleProgram, arrow: EdgeArrowProgram, curve: EdgeCurveProgram, curvedArrow: EdgeCurvedArrowProgram },
      labelFont: "system-ui, sans-serif",
      labelSize: LABEL_SIZE,
      // One cell: the largest nodes come first, wherever they are.
      labelDensity: NAMED,
      labelGridCellSize: 100_000,
      labelRenderedSizeThreshold: 3,
      defaultDrawNodeLabel: (context: CanvasRenderingContext2D, node: Named) => this.name(context, node),
      defaultDrawNodeHover: lift,
      renderEdgeLabels: true,
      edgeLabelFont: "system-ui, sans-serif",
      edgeLabelSize: 11,
      // So many lines would hold the hand up on a machine without a graphics card.
      hideEdgesOnMove: this.graph.size > MANY,
      hideLabelsOnMove: this.graph.size > MANY,
      zIndex: true,
      minCameraRatio: 0.05,
      maxCameraRatio: 4,
      nodeReducer: (id: string, node: Node) => this.nodeLook(id, node),
      edgeReducer: (id: string, edge: Edge) => this.edgeLook(id, edge),
    } as never) as unknown as Sigma<Node, Edge>;
    this.listen();
    this.recolour();
    this.layOut();
  }

  private add(data: Dealings): void {
    const most = Math.max(1, ...data.nodes.map((node) => node.events));
    data.nodes.forEach((node, at) => {
      const size = 3 + 13 * Math.sqrt(node.events / most);
      if (this.graph.hasNode(node.id)) {
        return;
      }
      // On a spiral at first, the same each time.
      const [angle, far] = [at * 2.4, 10 * Math.sqrt(at + 1)];
      const place = places.get(node.id) ?? { x: far * Math.cos(angle), y: far * Math.sin(angle) };
      this.graph.addNode(node.id, { ...node, ...place, size, color: OTHER, community: "", pinned: false, hidden: false });
    });
    // Of many lines each is thinner, so that they can be told apart.
    const thin = Math.min(1, Math.sqrt(800 / data.dealings.length));
    for (const dealing of data.dealings) {
      const key = `${dealing.source} ${dealing.target} ${dealing.kind}`;
      if (!this.graph.hasEdge(key) && this.graph.hasNode(dealing.source) && this.graph.hasNode(dealing.target)) {
        this.graph.addDirectedEdgeWithKey(key, dealing.source, dealing.target, { ...dealing, type_: dealing.type, size: thin * (1 + 1.6 * Math.log2(1 + dealing.events)), color: OTHER } as Edge);
      }
    }
    this.ranked = undefined;
    this.bend();
    this.group();
  }

  /** Relations of different kinds between the same two lie side by side. */
  private bend(): void {
    indexParallelEdgesIndex(this.graph as never, { edgeIndexAttribute: "index", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
    this.graph.forEachEdge((id, edge) => {
      const { index, most } = edge as unknown as { index: number | null; most: number | null };
      const curved = typeof index === "number" && index !== 0;
      const amplitude = curved ? 3.2 * (1 - Math.exp(-(most ?? 1) / 3.2)) : 0;
      const set = (name: string, value: unknown) => this.graph.setEdgeAttribute(id, name as never, value as never);
      set("type", curved ? (edge.directed ? "curvedArrow" : "curve") : edge.directed ? "arrow" : "line");
      set("curvature", curved ? (amplitude * (index ?? 0)) / (most || 1) / 8 : 0);
    });
  }

  private group(): void {
    const simple = new Graph({ type: "undirected" });
    this.graph.forEachNode((id) => simple.addNode(id));
    this.graph.forEachEdge((_, edge, a, b) => {
      simple.updateEdge(a, b, (attributes) => ({ weight: ((attributes as { weight?: number }).weight ?? 0) + edge.events }));
    });
    if (simple.size) {
      // A fixed sequence in the place of chance: the same communities each time.
      let seed = 1;
      const found = louvain(simple, { rng: () => (seed = (seed * 16807) % 2147483647) / 2147483647 });
      for (const [id, community] of Object.entries(found)) {
        this.graph.setNodeAttribute(id, "community", String(Number(community) + 1));
      }
    }
  }

  /** Write a node's name where there is room for it. */
  private name(context: CanvasRenderingContext2D, node: Named): void {
    // What is lifted has its name on the layer above.
    if (!node.label || node.highlighted) {
      return;
    }
    context.font = `${LABEL_SIZE}px system-ui, sans-serif`;
    let width = widths.get(node.label);
    if (width === undefined) {
      width = context.measureText(node.label).width;
      widths.set(node.label, width);
    }
    const place = this.room.find(node, width, LABEL_SIZE + 2, node.size >= this.great);
    if (place) {
      const baseline = place.y + LABEL_SIZE / 3;
      context.strokeStyle = styled("--raised");
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeText(node.label, place.x, baseline);
      context.fillStyle = styled("--ink");
      context.fillText(node.label, place.x, baseline);
    }
  }

  /** The largest nodes that are shown, where they are seen. */
  private largest(most: number): (Spot & { label: string })[] {
    this.ranked ??= this.graph.nodes().sort((a, b) => this.graph.getNodeAttribute(b, "size") - this.graph.getNodeAttribute(a, "size"));
    const found: (Spot & { label: string })[] = [];
    for (const id of this.ranked) {
      const node = this.graph.getNodeAttributes(id);
      if (!node.hidden) {
        found.push({ ...this.sigma.graphToViewport(node), size: this.sigma.scaleSize(node.size), label: node.label });
      }
      if (found.length === most) {
        break;
      }
    }
    return found;
  }

  private listen(): void {
    this.sigma.on("beforeRender", () => {
      const { width, height } = this.sigma.getDimensions();
      const largest = this.largest(IN_SIGHT);
      this.room = new Room(width, height, largest);
      this.great = largest[Math.min(ALWAYS_NAMED, largest.length) - 1]?.size ?? 0;
    });
    this.sigma.on("clickNode", ({ node }) => this.events.choose(node));
    this.sigma.on("clickStage", () => this.events.choose(undefined));
    this.sigma.on("enterNode", ({ node }) => {
      this.hovered = node;
      this.refresh();
    });
    this.sigma.on("leaveNode", () => {
      this.hovered = undefined;
      this.refresh();
    });
    this.sigma.on("downNode", ({ node }) => {
      this.dragged = node;
      if (!this.sigma.getCustomBBox()) {
        this.sigma.setCustomBBox(this.sigma.getBBox());
      }
    });
    this.sigma.on("moveBody", ({ event }) => {
      if (this.dragged) {
        const { x, y } = this.sigma.viewportToGraph(event);
        this.graph.mergeNodeAttributes(this.dragged, { x, y });
        places.set(this.dragged, { x, y });
        event.preventSigmaDefault();
        event.original.preventDefault();
      }
    });
    const drop = () => {
      this.dragged = undefined;
    };
    this.sigma.on("upNode", drop);
    this.sigma.on("upStage", drop);
  }

  private nodeLook(id: string, node: Node): Record<string, unknown> {
    const dim = this.lit && !this.lit.has(id);
    const strong = id === this.chosen || id === this.hovered;
    return {
      ...node,
      color: dim ? styled("--line") : node.color,
      label: dim ? "" : node.pinned ? `${node.label} •` : node.label,
      forceLabel: strong || Boolean(this.lit?.has(id) && this.lit.size < 30),
      highlighted: strong,
      zIndex: strong ? 2 : dim ? 0 : 1,
    };
  }

  private edgeLook(id: string, edge: Edge): Record<string, unknown> {
    const around = this.hovered ?? this.chosen;
    const off = this.litEdges ? !this.litEdges.has(id) : around !== undefined && this.graph.hasNode(around) && !this.graph.hasExtremity(id, around);
    // What the lines around a node say, where there are few enough to read.
    const told = !off && (this.litEdges?.size ?? (around === undefined ? Infinity : this.graph.degree(around))) <= READABLE;
    return {
      ...edge,
      label: told ? `${edge.kind} ${edge.events}` : null,
      forceLabel: told,
      hidden: Boolean(this.litEdges && off),
      color: off ? styled("--line") : edge.color,
      zIndex: off ? 0 : 1,
    };
  }

  private refresh(): void {
    this.sigma.refresh({ skipIndexation: true });
  }

  private layOut(): void {
    this.worker?.terminate();
    const keys = this.graph.nodes();
    const task: Task = {
      nodes: keys.map((key) => {
        const { x, y, size, pinned } = this.graph.getNodeAttributes(key);
        return { key, x, y, size, fixed: pinned };
      }),
      edges: this.graph.mapEdges((_, edge, source, target) => ({ source, target, weight: Math.log2(1 + edge.events) })),
      rounds: keys.every((key) => places.has(key)) ? 1 : rounds(keys.length),
    };
    const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Positions>) => {
      keys.forEach((key, at) => {
        const place = { x: data.positions[2 * at] ?? 0, y: data.positions[2 * at + 1] ?? 0 };
        if (this.graph.hasNode(key) && key !== this.dragged && !this.graph.getNodeAttribute(key, "pinned")) {
          places.set(key, place);
          this.graph.mergeNodeAttributes(key, place);
        }
      });
      if (data.done) {
        worker.terminate();
        this.events.settled();
      }
    };
    worker.postMessage(task);
  }

  /** More of the network, beside what is there. */
  expand(data: Dealings): void {
    this.add(data);
    this.recolour();
    this.layOut();
  }

  colour(nodes: NodeColour, lines: LineColour): void {
    this.colours = { nodes, lines };
    this.recolour();
  }

  /** Colours as the page has them now; called again when its theme changes. */
  recolour(): void {
    lookAgain();
    const colours = this.legend();
    this.graph.updateEachNodeAttributes((_, node) => ({ ...node, color: colours.get(this.value(node)) ?? OTHER }));
    this.graph.updateEachEdgeAttributes((_, edge) => ({
      ...edge,
      color: styled(this.colours.lines === "quad" ? `--${edge.quad.replace(" ", "-")}` : `--scale-${Math.max(-3, Math.min(3, Math.round(edge.intensity / 2.5))) + 3}`),
    }));
    this.sigma.setSetting("labelColor", { color: styled("--ink") });
    this.sigma.setSetting("edgeLabelColor", { color: styled("--faint") });
    this.sigma.refresh();
  }

  private value(node: Node): string {
    return (this.colours.nodes === "country" ? node.country : node[this.colours.nodes]) ?? "";
  }

  /** Which colour is whose. */
  legend(): Map<string, string> {
    return palette(this.graph.mapNodes((_, node) => this.value(node)));
  }

  /** Light up a node and its neighbours, or all. */
  choose(id: string | undefined): void {
    this.chosen = id;
    this.litEdges = undefined;
    this.lit = id && this.graph.hasNode(id) ? new Set([id, ...this.graph.neighbors(id)]) : undefined;
    this.refresh();
  }

  show(id: string): void {
    const place = this.sigma.getNodeDisplayData(id);
    if (place) {
      void this.sigma.getCamera().animate({ x: place.x, y: place.y, ratio: 0.4 }, { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 });
    }
  }

  pin(id: string, pinned: boolean): void {
    this.graph.setNodeAttribute(id, "pinned", pinned);
  }

  hide(ids: readonly string[]): void {
    for (const id of ids) {
      this.graph.setNodeAttribute(id, "hidden", true);
    }
  }

  unhide(): void {
    this.graph.updateEachNodeAttributes((_, node) => ({ ...node, hidden: false }));
  }

  neighbours(id: string): Node[] {
    return this.graph.neighbors(id).map((other) => this.graph.getNodeAttributes(other)).sort((a, b) => b.events - a.events);
  }

  /** The shortest way from one to another over nodes that are shown, lit up; empty if there is none. */
  path(from: string, to: string): Node[] {
    const shown = this.graph.copy() as unknown as MultiGraph<Node, Edge>;
    for (const id of shown.filterNodes((_, node) => node.hidden)) {
      shown.dropNode(id);
    }
    // Whoever did it to whom: a way leads through dealings in either direction.
    const both = new Graph({ type: "undirected" });
    shown.forEachNode((id) => both.addNode(id));
    shown.forEachEdge((_, __, a, b) => void both.mergeEdge(a, b));
    const found = bidirectional(both, from, to) ?? [];
    this.lit = new Set(found);
    const steps = new Set(found.slice(1).map((id, at) => [found[at] ?? "", id].sort().join(" ")));
    this.litEdges = new Set(this.graph.filterEdges((_, __, a, b) => steps.has([a, b].sort().join(" "))));
    this.refresh();
    return found.map((id) => this.graph.getNodeAttributes(id));
  }

  zoom(by: number): void {
    const camera = this.sigma.getCamera();
    void (by === 0 ? camera.animatedReset() : by > 0 ? camera.animatedZoom() : camera.animatedUnzoom());
  }

  /** What is seen, as a drawing to print. */
  svg(): Blob {
    const { width, height } = this.sigma.getDimensions();
    const text = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
    const at = new Map(this.graph.mapNodes((id, node) => [id, this.sigma.graphToViewport(node)] as const));
    const parts: string[] = [];
    this.graph.forEachEdge((_, edge, source, target, a, b) => {
      const [p, q] = [at.get(source), at.get(target)];
      if (p && q && !a.hidden && !b.hidden) {
        const curvature = (edge as unknown as { curvature: number }).curvature;
        const [cx, cy] = [(p.x + q.x) / 2 + (q.y - p.y) * curvature, (p.y + q.y) / 2 - (q.x - p.x) * curvature];
        parts.push(`<path d="M${p.x.toFixed(1)} ${p.y.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${q.x.toFixed(1)} ${q.y.toFixed(1)}" fill="none" stroke="${edge.color}" stroke-width="${edge.size.toFixed(1)}"><title>${text(`${a.label} ${edge.kind} ${b.label}: ${edge.events}`)}</title></path>`);
      }
    });
    this.graph.forEachNode((id, node) => {
      const p = at.get(id);
      if (p && !node.hidden) {
        parts.push(`<circle cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="${node.size.toFixed(1)}" fill="${node.color}"/>`);
      }
    });
    const named = this.largest(Infinity);
    const room = new Room(width, height, named.slice(0, IN_SIGHT));
    for (const [rank, node] of named.entries()) {
      const place = room.find(node, 6.2 * node.label.length, LABEL_SIZE, rank < ALWAYS_NAMED);
      if (place) {
        parts.push(`<text x="${place.x.toFixed(1)}" y="${(place.y + 4).toFixed(1)}" font-family="sans-serif" font-size="11" fill="${styled("--ink")}" stroke="${styled("--raised")}" stroke-width="3" paint-order="stroke">${text(node.label)}</text>`);
      }
    }
    return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`], { type: "image/svg+xml" });
  }

  end(): void {
    this.worker?.terminate();
    this.sigma.kill();
  }
}
