/** Bars over time on which a stretch is chosen: by dragging, or with two sliders. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Period, Unit } from "../data/records";
import { ticks } from "../data/times";
import { stacked } from "../parts/bars";
import { quadClass } from "../parts/names";
import { S } from "../strings";

const HEIGHT = 64;

interface Props {
  bins: readonly Period[];
  by: Unit;
  /** What is chosen, from which to which; or all. */
  chosen: [number, number];
  whole: boolean;
  choose: (from: number, to: number) => void;
  /** How the sliders are called. */
  labels: { from: string; to: string };
  /** What is said above the bars, beside their unit. */
  told?: string;
  fine?: boolean;
  children?: ComponentChildren;
}

export function Histogram({ bins, by, chosen, whole: all, choose, labels, told = "", fine = false, children }: Props) {
  const [drag, setDrag] = useState<[number, number]>();
  const drawing = useRef<SVGSVGElement>(null);
  const [low, high] = drag ? [Math.min(...drag), Math.max(...drag)] : chosen;
  const whole = !drag && all;
  const most = Math.max(1, ...bins.map((bin) => bin.events));
  const under = (event: PointerEvent): number => {
    const box = drawing.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(bins.length - 1, Math.floor(((event.clientX - box.left) / box.width) * bins.length))) : 0;
  };
  const slider = (value: number, label: string, set: (value: number) => void) => (
    <label>
      {label}
      <input type="range" min="0" max={bins.length - 1} value={value} aria-valuetext={bins[value]?.period} onChange={(event) => set(Number(event.currentTarget.value))} />
      <output>{bins[value]?.period}</output>
    </label>
  );
  const between = (a: number, b: number) => choose(Math.min(a, b), Math.max(a, b));
  return (
    <>
      <p class="faint caption">{[told, S.time.unit(by, most)].filter(Boolean).join(" ")}</p>
      <svg
        ref={drawing}
        class={`histogram ${fine ? "fine" : ""}`}
        viewBox={`0 0 ${bins.length} ${HEIGHT}`}
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
            between(drag[0], end);
          }
        }}
        onPointerCancel={() => setDrag(undefined)}
      >
        <rect class="ground" x="0" y="0" width={bins.length} height={HEIGHT} />
        {!whole && <rect class="chosen" x={low} y="0" width={high - low + 1} height={HEIGHT} />}
        {bins.map((bin, at) => (
          <g key={bin.period} class={!whole && (at < low || at > high) ? "outside" : ""}>
            <title>{S.time.bar(bin.period, bin.events)}</title>
            <rect class="hit" x={at} y="0" width="1" height={HEIGHT} />
            {stacked(bin, most, HEIGHT - 2).map(({ quad, y, height }) => (
              <rect key={quad} class={quadClass(quad)} x={at + 0.08} y={y + 2} width="0.84" height={height} />
            ))}
          </g>
        ))}
      </svg>
      <div class="ticks" aria-hidden="true">
        {ticks(bins, by).map(({ at, text }) => {
          const share = (100 * (at + 0.5)) / bins.length;
          return <span key={text} style={{ left: `${share}%`, transform: `translateX(-${share}%)` }}>{text}</span>;
        })}
      </div>
      <div class="sliders">
        {slider(low, labels.from, (value) => between(value, Math.max(value, high)))}
        {slider(high, labels.to, (value) => between(Math.min(low, value), value))}
        {children}
      </div>
    </>
  );
}
