/** Events over time as bars of the four kinds, and their shares; each with its numbers in words. */
import { go } from "../data/address";
import type { Period, Quad, Times } from "../data/records";
import { coarser } from "../data/times";
import { format, QUADS, S } from "../strings";
import { quadClass } from "./names";

export const ORDER: readonly Quad[] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const HEIGHT = 60;

/** A chart to look at and click on, with its numbers as a table for those who would rather read, or reach them by key. */
export function Timeline({ times, to, help }: { times: Times; to: (period: string) => string; help?: string | undefined }) {
  const { by, periods } = coarser(times);
  const most = Math.max(1, ...periods.map((one) => one.events));
  const filled = periods.filter((one) => one.events > 0);
  return (
    <>
      <div class="times" style={{ width: `${3 * periods.length}rem` }}>
        <svg class="timeline" viewBox={`0 0 ${periods.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${S.time.title}. ${S.time.unit(by, most)}`}>
          {periods.map((one, at) => one.events > 0 && (
            <g key={one.period} onClick={() => go(to(one.period))}>
              <title>{S.time.bar(one.period, one.events)}</title>
              <rect class="hit" x={at} y="0" width="1" height={HEIGHT} />
              {stacked(one, most, HEIGHT).map(({ quad, y, height }) => (
                <rect key={quad} class={quadClass(quad)} x={at + 0.04} width="0.92" y={y} height={height} />
              ))}
            </g>
          ))}
        </svg>
        <p class="axis" aria-hidden="true">
          <span>{periods[0]?.period}</span>
          {periods.length > 1 && <span>{periods.at(-1)?.period}</span>}
        </p>
      </div>
      <p class="faint">{[S.time.unit(by, most), times.outside > 0 && `${S.time.outside(times.outside, by)}.`, help].filter(Boolean).join(" ")}</p>
      <details>
        <summary>{S.time.table}</summary>
        <table>
          <tbody>
            {filled.map((one) => (
              <tr key={one.period}>
                <td class="day"><a href={to(one.period)}>{one.period}</a></td>
                <td class="number">{format(one.events)}</td>
                <td><Shares quads={one.quads} of={one.events} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** The parts of a bar from the bottom up, in units of a drawing of this height. */
export function stacked(one: Period, most: number, full: number): { quad: Quad; y: number; height: number }[] {
  let top = full;
  return ORDER.flatMap((quad) => {
    const height = (full * (one.quads[quad] ?? 0)) / most;
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
