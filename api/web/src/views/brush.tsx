/** A histogram over all times, on which a stretch of time is chosen or played through; and that stretch, closer. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Filters } from "../data/address";
import type { Times } from "../data/records";
import { bins, edge, FINENESS, range, useTimes } from "../data/times";
import { count, S } from "../strings";
import { Histogram } from "./histogram";

const STEP_MS = 700;

export type Choose = (from: string | undefined, to: string | undefined, settled: boolean) => void;

export function Brush({ filters, choose }: { filters: Filters; choose: Choose }) {
  const { from: froms, to: tos, ...rest } = filters;
  const [from, to] = [froms?.[0], tos?.[0]];
  const found = useTimes(rest);
  const times = found.data;
  const all = useMemo(() => (times ? bins(times.periods, times.by) : []), [times]);
  const [playing, play] = useState(false);
  const whole = !from && !to;
  const [low, high] = range(all, from, to);

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

  if (!times && !found.error) {
    return <div class="brush" aria-busy="true"><svg class="histogram" viewBox="0 0 100 64" aria-hidden="true" /></div>;
  }
  if (!times || all.length < 2) {
    return null;
  }
  return (
    <section class="brush" aria-label={S.time.title}>
      <Histogram
        bins={all}
        by={times.by}
        chosen={[low, high]}
        whole={whole}
        labels={S.time}
        told={times.outside > 0 ? `${S.time.outside(times.outside, times.by)}.` : ""}
        choose={(first, last) => choose(first === 0 ? undefined : all[first]?.period, last === all.length - 1 ? undefined : all[last]?.period, true)}
      >
        <button type="button" aria-pressed={playing} onClick={() => play(!playing)}>{playing ? S.time.pause : S.time.play}</button>
        <button type="button" disabled={whole} onClick={() => choose(undefined, undefined, true)}>{S.time.clear}</button>
      </Histogram>
      {!whole && !playing && times.by !== "day" && (
        <Closer rest={rest} overview={times} from={from ?? all[0]?.period ?? ""} to={to ?? all.at(-1)?.period ?? ""} choose={choose} />
      )}
    </section>
  );
}

/** What is chosen above, by days or months, if these are fewer than a crowd. */
function Closer({ rest, overview, from, to, choose }: { rest: Filters; overview: Times; from: string; to: string; choose: Choose }) {
  // Whole months, so that what lies around chosen days stays in sight.
  const [start, end] = [from.slice(0, 7), to.slice(0, 7)];
  const times = useTimes({ ...rest, from: [start], to: [end] }).data;
  if (!times || FINENESS[times.by] >= FINENESS[overview.by] || start > end) {
    return null;
  }
  const { by } = times;
  const all = bins(times.periods, by, start, end);
  const [first, last] = [edge(from, by, false), edge(to, by, true)];
  const whole = first === all[0]?.period && last === all.at(-1)?.period;
  return (
    <div class="closer" role="group" aria-label={S.time.closer(start, end)}>
      <Histogram
        fine
        told={`${S.time.closer(start, end)}: ${count(times.total, "event")}${times.outside > 0 ? `, ${S.time.outside(times.outside, by)}` : ""}.`}
        bins={all}
        by={by}
        chosen={range(all, first, last)}
        whole={whole}
        labels={S.time.fine[by]}
        choose={(a, b) => choose(all[a]?.period, all[b]?.period, true)}
      />
    </div>
  );
}
