/** Colours of drawings: those of the page's style, and a scale of distinct ones (after Okabe and Ito, and Tol). */

export const DISTINCT = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7b4ea3", "#a0522d", "#5f8f2f", "#c2185b", "#00838f", "#6b7280"] as const;
export const OTHER = "#8a9199";

/** A colour of the page's style, as it is now: resolved by an element, for a canvas knows no `light-dark()`. */
export function styled(name: string): string {
  const found = looked.get(name);
  if (found) {
    return found;
  }
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  looked.set(name, colour);
  return colour;
}

const probe = document.createElement("span");
const looked = new Map<string, string>();

/** The theme has changed. */
export function lookAgain(): void {
  looked.clear();
}

/** A colour for each of the values that weigh most, the heaviest first; the rest share one. */
export function palette(values: readonly (readonly [value: string, weight: number])[]): Map<string, string> {
  const weights = new Map<string, number>();
  for (const [value, weight] of values) {
    weights.set(value, (weights.get(value) ?? 0) + weight);
  }
  const ordered = [...weights].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value]) => value);
  return new Map(ordered.map((value, at) => [value, DISTINCT[at] ?? OTHER]));
}
