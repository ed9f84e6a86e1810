/** Names of nodes on the canvas, as many as there is room for. */
import { styled } from "./colours";
import { Room, type Spot } from "./network-labels";

/** A node as it is drawn. */
export interface Named extends Spot {
  label?: string | null;
  highlighted?: boolean;
}

/** Of so many of the largest nodes names are shown if there is room, of more as one zooms in; of the very largest always. */
export const NAMED = 150;
export const ALWAYS_NAMED = 12;
/** So many are not covered by names. */
export const IN_SIGHT = 40;
export const LABEL_SIZE = 12;
export const LABEL_FONT = "system-ui, sans-serif";

/** How wide names are; measuring is slow. */
const widths = new Map<string, number>();

/** A node under the pointer, or chosen: with a ring, and its name on the page's ground, whatever the theme. */
export function lift(context: CanvasRenderingContext2D, node: Named, { labelSize, labelFont }: { labelSize: number; labelFont: string }): void {
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

export class Names {
  private room = new Room(0, 0);
  /** How large those are that are always named. */
  private great = 0;

  /** A new drawing of this size, in which these nodes, the largest, stay in sight. */
  begin({ width, height }: { width: number; height: number }, largest: readonly Spot[]): void {
    this.room = new Room(width, height, largest);
    this.great = largest[Math.min(ALWAYS_NAMED, largest.length) - 1]?.size ?? 0;
  }

  /** Write a node's name where there is room for it. */
  write(context: CanvasRenderingContext2D, node: Named): void {
    // What is lifted has its name on the layer above.
    if (!node.label || node.highlighted) {
      return;
    }
    context.font = `${LABEL_SIZE}px ${LABEL_FONT}`;
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
}
