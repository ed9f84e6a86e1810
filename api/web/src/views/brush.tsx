/** A histogram over all times, on which a stretch of time is chosen: by dragging, by two sliders, or by playing. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Filters } from "../data/address";
import type { Period, Quad } from "../data/records";
import { ORDER } from "../parts/bars";
import { quadClass } from "../parts/names";
import { S } from "../strings";
import { useMonths } from "./views";

const HEIGHT = 64;
const MONTHS_AT_MOST = 240;
const STEP_MS = 700;

export interface Bin {
  period: string;
  events: number;
  quads: Partial<Record<Quad, number>>;
}

/** A bin for each month from the first to the last, or for each year where these would be too many. */
export function bins(months: readonly Period[]): Bin[] {
  const [first, last] = [months[0]?.period, months.at(-1)?.period];
  if (!first || !last) {
    return [];
  }
  const index = (period: string) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1;
  const years = index(last) - index(first) >= MONTHS_AT_MOST;
  const unit = (period: string) => (years ? Number(period.slice(0, 4)) : index(period));
  const name = (n: number) => (years ? String(n).padStart(4, "0") : `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`);
  const start = unit(first);
  const made: Bin[] = Array.from({ length: unit(last) - start + 1 }, (_, at) => ({ period: name(start + at), events: 0, quads: {} }));
  for (const month of months) {
    const bin = made[unit(month.period) - start];
    if (bin) {
      bin.events += month.events;
      for (const quad of ORDER) {
        bin.quads[quad] = (bin.quads[quad] ?? 0) + (month.quads[quad] ?? 0);
      }
    }
  }
  return made;
}

/** Which bins a time from the address means; its ends may be finer or coarser than the bins. */
export function range(of: readonly Bin[], from: string | undefined, to: string | undefined): [number, number] {
  const length = of[0]?.period.length ?? 4;
  const low = from ? of.findIndex((bin) => bin.period >= from.slice(0, length)) : 0;
  const high = to ? of.findLastIndex((bin) => bin.period.slice(0, to.length) <= to.slice(0, length)) : of.length - 1;
  return [low < 0 ? of.length - 1 : low, Math.max(high, 0)];
}

export function Brush({ filters, choose }: { filters: Filters; choose: (from: string | undefined, to: string | undefined, settled: boolean) => void }) {
  const { from, to, ...rest } = filters;
  const months = useMonths(rest);
  const all = useMemo(() => bins(months ?? []), [months?.length, months?.[0]?.period, months?.at(-1)?.period, months?.reduce((n, m) => n + m.events, 0)]);
  const [drag, setDrag] = useState<[number, number]>();
  const [playing, play] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const settled = range(all, from?.[0], to?.[0]);
  const [low, high] = drag ? [Math.min(...drag), Math.max(...drag)] : settled;
  const whole = !drag && !from && !to;

  const set = (a: number, b: number, done = true) => {
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    choose(first === 0 ? undefined : all[first]?.period, last === all.length - 1 ? undefined : all[last]?.period, done);
  };

  useEffect(() => {
    if (!playing || !all.length) {
      return undefined;
    }
    const width = whole || high - low >= all.length - 1 ? Math.max(1, Math.round(all.length / 12)) : high - low + 1;
    let at = whole ? 0 : low;
    const timer = window.setInterval(() => {
      choose(all[at]?.period, all[Math.min(at + width - 1, all.length - 1)]?.period, false);
      at += 1;
      if (at + width > all.length) {
        play(false);
      }
    }, STEP_MS);
    return () => window.clearInterval(timer);
  }, [playing]);

  if (!months) {
    return <div class="brush" aria-busy="true"><svg class="histogram" viewBox={`0 0 100 ${HEIGHT}`} aria-hidden="true" /></div>;
  }
  if (all.length < 2) {
    return null;
  }
  const most = Math.max(1, ...all.map((bin) => bin.events));
  const under = (event: PointerEvent): number => {
    const box = drawing.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(all.length - 1, Math.floor(((event.clientX - box.left) / box.width) * all.length))) : 0;
  };
  return (
    <section class="brush" aria-label={S.time.title}>
      <svg
        ref={drawing}
        class="histogram"
        viewBox={`0 0 ${all.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = under(event);
          setDrag([at, at]);
        }}
        onPointerMove={(event) => drag && setDrag([drag[0], under(event)])}
        onPointerUp={(event) => {
          if (drag) {
            const end = under(event);
            setDrag(undefined);
            set(drag[0], end);
          }
        }}
        onPointerCancel={() => setDrag(undefined)}
      >
        <rect class="ground" x="0" y="0" width={all.length} height={HEIGHT} />
        {!whole && <rect class="chosen" x={low} y="0" width={high - low + 1} height={HEIGHT} />}
        {all.map((bin, at) => (
          <g key={bin.period} class={!whole && (at < low || at > high) ? "outside" : ""}>
            <title>{S.time.bar(bin.period, bin.events)}</title>
            <rect class="hit" x={at} y="0" width="1" height={HEIGHT} />
            {stack(bin, most).map(({ quad, y, height }) => (
              <rect key={quad} class={quadClass(quad)} x={at + 0.08} y={y} width="0.84" height={height} />
            ))}
          </g>
        ))}
      </svg>
      <div class="axis" aria-hidden="true">
        <span>{all[0]?.period}</span>
        <span>{all[Math.floor(all.length / 2)]?.period}</span>
        <span>{all.at(-1)?.period}</span>
      </div>
      <div class="sliders">
        <label>
          {S.time.from}
          <input type="range" min="0" max={all.length - 1} value={low} aria-valuetext={all[low]?.period} onChange={(event) => set(Number(event.currentTarget.value), high)} />
          <output>{all[low]?.period}</output>
        </label>
        <label>
          {S.time.to}
          <input type="range" min="0" max={all.length - 1} value={high} aria-valuetext={all[high]?.period} onChange={(event) => set(low, Number(event.currentTarget.value))} />
          <output>{all[high]?.period}</output>
        </label>
        <button type="button" aria-pressed={playing} onClick={() => play(!playing)}>{playing ? S.time.pause : S.time.play}</button>
        <button type="button" disabled={whole} onClick={() => choose(undefined, undefined, true)}>{S.time.clear}</button>
      </div>
    </section>
  );
}

function stack(bin: Bin, most: number): { quad: Quad; y: number; height: number }[] {
  let top = HEIGHT;
  return ORDER.flatMap((quad) => {
    const height = ((HEIGHT - 2) * (bin.quads[quad] ?? 0)) / most;
    top -= height;
    return height ? [{ quad, y: top, height }] : [];
  });
}
