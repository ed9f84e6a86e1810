/** Names in a drawing that lie neither on each other nor on the nodes that matter most. */

type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface Spot {
  x: number;
  y: number;
  size: number;
}

const GAP = 3;

const apart = (a: Box, b: Box): boolean => a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3];

/** Room for names, taken by those that come first. */
export class Room {
  private readonly names: Box[] = [];
  private readonly circles: readonly Box[];

  /** Within a drawing of this size, and with these circles to stay in sight. */
  constructor(
    private readonly width: number,
    private readonly height: number,
    circles: readonly Spot[] = [],
  ) {
    this.circles = circles.map(({ x, y, size }): Box => [x - size, y - size, x + size, y + size]);
  }

  /**
   * Where the middle of the left edge of a name of so many pixels may be: right or left of its node, above or below it.
   * One that must be seen may cover other nodes, but no other name.
   */
  find({ x, y, size }: Spot, width: number, height: number, must = false): { x: number; y: number } | undefined {
    const beside = size + GAP;
    const places = [
      [x + beside, y],
      [x - beside - width, y],
      [x - width / 2, y - beside - height / 2],
      [x - width / 2, y + beside + height / 2],
    ] as const;
    const inside = places.filter(([left, middle]) => left >= 0 && left + width <= this.width && middle >= height / 2 && middle + height / 2 <= this.height);
    const box = ([left, middle]: readonly [number, number]): Box => [left, middle - height / 2, left + width, middle + height / 2];
    const free = inside.filter((place) => this.names.every((other) => apart(box(place), other)));
    const best = free.find((place) => this.circles.every((other) => apart(box(place), other))) ?? (must ? free[0] : undefined);
    if (!best) {
      return undefined;
    }
    this.names.push(box(best));
    return { x: best[0], y: best[1] };
  }
}
