/** Events by month, as bars of the four kinds; a chart to look at, with its numbers as a table for those who don't. */
import type { Period, Quad } from "../data/records";
import { QUADS, S } from "../strings";
import { quadClass } from "./names";

export const ORDER: readonly Quad[] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/** Of so many months that bars would be slivers, years. */
export function coarser(timeline: readonly Period[], most = 60): Period[] {
  if (timeline.length === 0 || span(timeline) <= most) {
    return [...timeline];
  }
  const years = new Map<string, Period>();
  for (const month of timeline) {
    const period = month.period.slice(0, 4);
    const year = years.get(period) ?? { period, events: 0, quads: {} };
    year.events += month.events;
    for (const quad of ORDER) {
      year.quads[quad] = (year.quads[quad] ?? 0) + (month.quads[quad] ?? 0);
    }
    years.set(period, year);
  }
  return [...years.values()];
}

function span(timeline: readonly Period[]): number {
  const number = (period: string | undefined) => Number(period?.slice(0, 4)) * 12 + Number(period?.slice(5, 7) || 1);
  return number(timeline.at(-1)?.period) - number(timeline[0]?.period) + 1;
}

export function Timeline({ timeline, to }: { timeline: readonly Period[]; to: (period: string) => string }) {
  const periods = coarser(timeline);
  const most = Math.max(1, ...periods.map((one) => one.events));
  return (
    <ol class="timeline" aria-label={S.time.title}>
      {periods.map((one) => (
        <li key={one.period}>
          <a href={to(one.period)} title={S.time.bar(one.period, one.events)}>
            <svg viewBox={`0 0 10 ${60}`} preserveAspectRatio="none" aria-hidden="true">
              {stacked(one, most).map(({ quad, y, height }) => (
                <rect key={quad} class={quadClass(quad)} x="0" width="10" y={y} height={height} />
              ))}
            </svg>
            <span class="period">{one.period}</span>
            <span class="many">{one.events}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function stacked(one: Period, most: number): { quad: Quad; y: number; height: number }[] {
  let top = 60;
  return ORDER.flatMap((quad) => {
    const height = (60 * (one.quads[quad] ?? 0)) / most;
    top -= height;
    return height ? [{ quad, y: top, height }] : [];
  });
}

/** The share of each kind, as a bar of one line. */
export function Shares({ quads, of }: { quads: Partial<Record<Quad, number>>; of: number }) {
  const text = ORDER.flatMap((quad) => (quads[quad] ? [`${QUADS[quad]}: ${quads[quad]}`] : [])).join(", ");
  let left = 0;
  return (
    <svg class="shares" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={text}>
      <title>{text}</title>
      {ORDER.map((quad) => {
        const width = (100 * (quads[quad] ?? 0)) / Math.max(1, of);
        const x = left;
        left += width;
        return width ? <rect key={quad} class={quadClass(quad)} x={x} y="0" width={width} height="8" /> : null;
      })}
    </svg>
  );
}

export function Legend() {
  return (
    <ul class="legend">
      {ORDER.map((quad) => (
        <li key={quad}>
          <span class={`mark ${quadClass(quad)}`} /> {QUADS[quad]}
        </li>
      ))}
    </ul>
  );
}
