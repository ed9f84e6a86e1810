/** A network on a WebGL canvas, and what the reader's hand does there. One for all networks of a page: canvases are dear. */
import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { finished, turn } from "../data/paint";
import type { Dealings } from "../data/records";
import { lookAgain, styled } from "./colours";
import { bend } from "./network-bend";
import { along, built, type Edge, type LineColour, type Network, type Node, type NodeColour, paint, way } from "./network-graph";
import type { Spot } from "./network-labels";
import { Layout } from "./network-layout";
import { IN_SIGHT, LABEL_FONT, LABEL_SIZE, lift, NAMED, type Named, Names } from "./network-names";
import type { Place, Seen } from "./network-state";
import { printed } from "./network-svg";

/** What happens in the drawing. */
export interface Happens {
  choose: (id: string | undefined) => void;
  /** Somebody has put a node in its place. */
  placed: (id: string, place: Place) => void;
  /** Communities are known. */
  grouped: () => void;
  /** Everything has its place, and is drawn there. */
  settled: () => void;
}

/** What is to be seen of a network. */
export interface Look extends Seen {
  nodes: NodeColour;
  lines: LineColour;
}

const NOTHING: Look = { node: undefined, way: undefined, only: undefined, hidden: [], pins: new Map(), more: [], nodes: "country", lines: "quad" };

/** Where nodes were when last seen, so that a node keeps its place whatever the filter. */
const places = new Map<string, Place>();

/** Of so many lines at most the words are shown. */
const READABLE = 40;
/** Of more lines none are drawn while the network moves: they would hold the hand up, sooner where frames take long. */
const MANY = 3000;
const MANY_IF_SLOW = 300;
const SLOW_MS = 50;
/** A press that goes no further has chosen a node, not moved it. */
const STEADY_PX = 4;
/** How near one node is looked at, and how much of what is free several may take, for names need room as well. */
const CLOSE = 0.4;
const ROOM = 0.7;
const MARGIN = 40;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

const rounds = (nodes: number): number => Math.max(8, Math.round(40 - nodes / 50));

/** Keeps its size while it is on no page: a canvas of another size waits for all that was still to be drawn on the old one. */
class Canvas extends Sigma {
  override resize(force?: boolean): this {
    return this.getContainer().isConnected ? super.resize(force) : this;
  }
}

export class Drawing {
  graph: Network = new MultiGraph<Node, Edge>();
  private readonly element = document.createElement("div");
  private readonly sigma: Sigma<Node, Edge>;
  private readonly names = new Names();
  private readonly layout = new Layout();
  private happens: Happens | undefined;
  private look = NOTHING;
  private lit: Set<string> | undefined;
  private litEdges: Set<string> | undefined;
  private hovered: string | undefined;
  /** The node in the reader's hand, and where it was taken. */
  private held: { id: string; from: Place } | undefined;
  /** Whether what is, or was last, in the hand has been moved. */
  private moved = false;
  /** All nodes, the largest first. */
  private ranked: string[] = [];
  private slow = false;
  /** Counts what was to be shown. */
  private asked = 0;
  /** The nodes along the way that is looked for. */
  along: readonly string[] = [];

  constructor() {
    this.sigma = new Canvas(this.graph as never, this.element, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      edgeProgramClasses: { line: EdgeRectangleProgram, arrow: EdgeArrowProgram, curve: EdgeCurveProgram, curvedArrow: EdgeCurvedArrowProgram },
      labelFont: LABEL_FONT,
      labelSize: LABEL_SIZE,
      // One cell: the largest nodes come first, wherever they are.
      labelDensity: NAMED,
      labelGridCellSize: 100_000,
      labelRenderedSizeThreshold: 3,
      defaultDrawNodeLabel: (context: CanvasRenderingContext2D, node: Named) => this.names.write(context, node),
      defaultDrawNodeHover: lift,
      renderEdgeLabels: true,
      edgeLabelFont: LABEL_FONT,
      edgeLabelSize: 11,
      edgeLabelColor: { color: styled("--faint") },
      zIndex: true,
      minCameraRatio: 0.05,
      maxCameraRatio: 4,
      nodeReducer: (id: string, node: Node) => this.nodeLook(id, node),
      edgeReducer: (id: string, edge: Edge) => this.edgeLook(id, edge),
    } as never) as unknown as Sigma<Node, Edge>;
    this.listen();
  }

  /** Be seen in a part of the page, and tell it what happens. */
  attach(host: HTMLElement, happens: Happens): void {
    this.happens = happens;
    host.append(this.element);
  }

  detach(): void {
    this.asked += 1;
    this.layout.stop();
    this.happens = undefined;
    this.hovered = undefined;
    this.element.remove();
    this.graph = new MultiGraph<Node, Edge>();
    this.ranked = [];
    this.sigma.setGraph(this.graph as never);
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Draw a network, at first with the places that are known, and lay it out. False if something else is to be shown by then. */
  async show(data: Dealings, look: Look): Promise<boolean> {
    this.asked += 1;
    const asked = this.asked;
    this.layout.stop();
    const wanted = () => this.asked === asked;
    const graph = await built(data, places, wanted);
    await turn();
    if (!graph || !wanted()) {
      return false;
    }
    bend(graph);
    this.graph = graph;
    this.ranked = graph.nodes().sort((a, b) => graph.getNodeAttribute(b, "size") - graph.getNodeAttribute(a, "size"));
    const start = graph.mapNodes((_, { x, y }) => ({ x, y }));
    const known = graph.filterNodes((id) => places.has(id)).length;
    this.arrange(look);
    paint(graph, look.nodes, look.lines);
    this.sigma.setCustomBBox(null);
    this.spare();
    this.sigma.setGraph(graph as never);
    this.layOut(known, start);
    return true;
  }

  /** Look at it otherwise. */
  see(look: Look): void {
    const { nodes, lines } = this.look;
    this.arrange(look);
    if (nodes !== look.nodes || lines !== look.lines) {
      paint(this.graph, look.nodes, look.lines);
    }
    this.sigma.refresh();
  }

  /** The page's theme has changed. */
  recolour(): void {
    lookAgain();
    paint(this.graph, this.look.nodes, this.look.lines);
    this.sigma.setSetting("edgeLabelColor", { color: styled("--faint") });
  }

  private arrange(look: Look): void {
    this.look = look;
    const only = look.only && this.graph.hasNode(look.only) ? new Set([look.only, ...this.graph.neighbors(look.only)]) : undefined;
    const hidden = new Set(look.hidden);
    this.graph.forEachNode((id, node) => {
      const pin = look.pins.get(id);
      Object.assign(node, { ...pin, pinned: pin !== undefined, hidden: hidden.has(id) || only?.has(id) === false });
      if (pin) {
        places.set(id, pin);
      }
    });
    const chosen = look.node && this.graph.hasNode(look.node) ? look.node : undefined;
    this.along = chosen && look.way ? way(this.graph, chosen, look.way) : [];
    this.litEdges = this.along.length ? along(this.graph, this.along) : undefined;
    this.lit = this.along.length ? new Set(this.along) : chosen ? new Set([chosen, ...this.graph.neighbors(chosen)]) : undefined;
  }

  /** The largest nodes that are shown, where they are seen. */
  private largest(most: number): (Spot & { label: string })[] {
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
    const { sigma } = this;
    sigma.on("beforeRender", () => this.names.begin(sigma.getDimensions(), this.largest(IN_SIGHT)));
    // The click that ends a move chooses nothing.
    sigma.on("clickNode", ({ node }) => this.moved || this.happens?.choose(node));
    sigma.on("clickStage", () => this.happens?.choose(undefined));
    sigma.on("enterNode", ({ node }) => this.hover(node));
    sigma.on("leaveNode", () => this.hover(undefined));
    sigma.on("downNode", ({ node, event: { x, y } }) => {
      this.held = { id: node, from: { x, y } };
      this.moved = false;
    });
    sigma.on("moveBody", ({ event }) => {
      const { held } = this;
      if (!held || !this.graph.hasNode(held.id)) {
        return;
      }
      event.preventSigmaDefault();
      event.original.preventDefault();
      if (!this.moved) {
        if (Math.hypot(event.x - held.from.x, event.y - held.from.y) < STEADY_PX) {
          return;
        }
        this.moved = true;
        if (!sigma.getCustomBBox()) {
          // The rest is not to shrink when a node is drawn out of it.
          sigma.setCustomBBox(sigma.getBBox());
        }
        sigma.refresh();
      }
      this.graph.mergeNodeAttributes(held.id, sigma.viewportToGraph(event));
    });
    const drop = () => {
      const { held } = this;
      this.held = undefined;
      if (held && this.moved && this.graph.hasNode(held.id)) {
        const { x, y } = this.graph.getNodeAttributes(held.id);
        places.set(held.id, { x, y });
        this.happens?.placed(held.id, { x, y });
      }
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  private hover(id: string | undefined): void {
    this.hovered = id;
    this.sigma.refresh();
  }

  private nodeLook(id: string, node: Node): Record<string, unknown> {
    const dim = this.lit && !this.lit.has(id);
    const strong = id === this.look.node || id === this.hovered;
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
    const around = this.hovered ?? this.look.node;
    const off = this.litEdges ? !this.litEdges.has(id) : around !== undefined && this.graph.hasNode(around) && !this.graph.hasExtremity(id, around);
    // What the lines around a node say, where there are few enough to read.
    const told = !off && (this.litEdges?.size ?? (around === undefined || !this.graph.hasNode(around) ? Infinity : this.graph.degree(around))) <= READABLE;
    return {
      ...edge,
      label: told ? `${edge.kind} ${edge.events}` : null,
      forceLabel: told,
      hidden: Boolean(this.litEdges && off) || (this.held !== undefined && this.moved && this.much && !this.graph.hasExtremity(id, this.held.id)),
      color: off ? styled("--line") : edge.color,
      zIndex: off ? 0 : 1,
    };
  }

  /** Of the nodes so many were known; all started from here. */
  private layOut(known: number, start: readonly Place[]): void {
    const { graph } = this;
    const keys = graph.nodes();
    this.layout.run(
      {
        // A layout without a past begins as if nothing were pinned: so a link shows what was seen when it was copied.
        nodes: keys.map((key, at) => {
          const { x, y, size, pinned } = graph.getNodeAttributes(key);
          return { key, x, y, size, ...(known ? { fixed: pinned } : { ...start[at], fixed: false }) };
        }),
        edges: graph.mapEdges((_, { events }, source, target) => ({ source, target, events })),
        rounds: known === keys.length ? 1 : rounds(keys.length),
      },
      {
        communities: (found) => {
          keys.forEach((key, at) => Object.assign(graph.getNodeAttributes(key), { community: String((found[at] ?? 0) + 1) }));
          if (this.look.nodes === "community") {
            paint(graph, this.look.nodes, this.look.lines);
            this.sigma.refresh({ schedule: true });
          }
          this.happens?.grouped();
        },
        positions: async (found) => {
          keys.forEach((key, at) => {
            const node = graph.getNodeAttributes(key);
            if (key !== this.held?.id && !node.pinned) {
              node.x = found[2 * at] ?? 0;
              node.y = found[2 * at + 1] ?? 0;
              places.set(key, { x: node.x, y: node.y });
            }
          });
          this.sigma.refresh({ partialGraph: { nodes: keys }, skipIndexation: false, schedule: true });
          await this.drawn();
        },
        done: () => this.happens?.settled(),
      },
    );
  }

  /** The next frame is on the screen. Where that takes long, so long there is none, that the page may answer. */
  private async drawn(): Promise<void> {
    await new Promise((done) => this.sigma.once("afterRender", () => done(undefined)));
    const began = performance.now();
    const { edges, nodes } = this.sigma.getCanvases();
    await finished([edges, nodes].flatMap((canvas) => canvas?.getContext("webgl2") ?? []));
    const took = performance.now() - began;
    this.slow = took > SLOW_MS;
    this.spare();
    await new Promise((done) => window.setTimeout(done, this.slow ? took : 0));
  }

  /** Lines and names are left out while the network moves, if there are too many for the machine. */
  private spare(): void {
    if (this.sigma.getSetting("hideEdgesOnMove") !== this.much) {
      this.sigma.setSettings({ hideEdgesOnMove: this.much, hideLabelsOnMove: this.graph.size > MANY });
    }
  }

  private get much(): boolean {
    return this.graph.size > (this.slow ? MANY_IF_SLOW : MANY);
  }

  /** Bring nodes into sight, beside what covers so much of the drawing's right and bottom; closer, if they are close together. */
  frame(ids: readonly string[], covered: { right: number; bottom: number }, closest = CLOSE): void {
    const spots = ids.filter((id) => this.graph.hasNode(id)).map((id) => this.sigma.graphToViewport(this.graph.getNodeAttributes(id)));
    if (!spots.length) {
      return;
    }
    const { width, height } = this.sigma.getDimensions();
    const [wide, high] = [width - covered.right, height - covered.bottom];
    const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
    const [[left, right], [top, bottom]] = [range(spots.map(({ x }) => x)), range(spots.map(({ y }) => y))];
    const camera = this.sigma.getCamera();
    const { ratio: now } = camera.getState();
    const ratio = Math.min(2, Math.max(closest, now * Math.max((right - left) / (ROOM * wide), (bottom - top) / (ROOM * high))));
    const framed = (x: number, y: number) => this.sigma.viewportToFramedGraph({ x, y });
    const [middle, whole, free] = [framed((left + right) / 2, (top + bottom) / 2), framed(width / 2, height / 2), framed(wide / 2, high / 2)];
    const to = { x: middle.x + (ratio / now) * (whole.x - free.x), y: middle.y + (ratio / now) * (whole.y - free.y), ratio };
    void camera.animate(to, { duration: STILL.matches ? 0 : 300 });
  }

  /** Bring a node into sight if it is out of it. */
  reveal(id: string, covered: { right: number; bottom: number }): void {
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.sigma.graphToViewport(this.graph.getNodeAttributes(id));
    if (x < MARGIN || y < MARGIN || x > width - covered.right - MARGIN || y > height - covered.bottom - MARGIN) {
      this.frame([id], covered, this.sigma.getCamera().ratio);
    }
  }

  zoom(by: number): void {
    const camera = this.sigma.getCamera();
    const how = { duration: STILL.matches ? 0 : 200 };
    void (by === 0 ? camera.animatedReset(how) : by > 0 ? camera.animatedZoom(how) : camera.animatedUnzoom(how));
  }

  /** A place a step further on the screen, a fifteenth of it. */
  beside(place: Place, right: number, up: number): Place {
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.sigma.graphToViewport(place);
    const step = Math.min(width, height) / 15;
    return this.sigma.viewportToGraph({ x: x + right * step, y: y - up * step });
  }

  /** What is seen, as a drawing to print. */
  svg(): Blob {
    return printed(this.graph, { ...this.sigma.getDimensions(), place: (node) => this.sigma.graphToViewport(node), named: this.largest(Infinity) });
  }
}
