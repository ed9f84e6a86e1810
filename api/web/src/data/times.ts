/** Events over time: periods of one length without gaps, and where among them a chosen time lies. */
import { asked, type Filters } from "./address";
import type { Period, Quad, Times, Unit } from "./records";
import { query } from "./service";
import { type Loaded, useAnswer } from "./use";

const DAY_MS = 86_400_000;
const LENGTHS: Record<Unit, number> = { day: 10, month: 7, year: 4 };

/** The finer the smaller. */
export const FINENESS: Record<Unit, number> = { day: 0, month: 1, year: 2 };

/** When the events of a filter are. */
export function useTimes(filters: Filters): Loaded<Times> {
  return useAnswer<Times>(`times?${query(asked(filters))}`);
}

function number(period: string, by: Unit): number {
  switch (by) {
    case "year":
      return Number(period.slice(0, 4));
    case "month":
      return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7) || 1) - 1;
    case "day":
      return Date.parse(`${period.slice(0, 10)}T00:00Z`) / DAY_MS;
  }
}

function name(at: number, by: Unit): string {
  switch (by) {
    case "year":
      return String(at).padStart(4, "0");
    case "month":
      return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
    case "day":
      return new Date(at * DAY_MS).toISOString().slice(0, 10);
  }
}

/** The first or last day, month or year that a coarser time may mean. */
export function edge(time: string, by: Unit, last: boolean): string {
  const month = time.length >= 7 ? time.slice(0, 7) : `${time}-${last ? "12" : "01"}`;
  const day = last ? name(number(name(number(month, "month") + 1, "month") + "-01", "day") - 1, "day") : `${month}-01`;
  return (time.length >= 10 ? time : day).slice(0, LENGTHS[by]);
}

/** A period for each day, month or year from the first to the last, those without events too. */
export function bins(periods: readonly Period[], by: Unit, from = periods[0]?.period, to = periods.at(-1)?.period): Period[] {
  if (!from || !to) {
    return [];
  }
  const start = number(edge(from, by, false), by);
  const length = number(edge(to, by, true), by) - start + 1;
  const made: Period[] = Array.from({ length }, (_, at) => ({ period: name(start + at, by), events: 0, quads: {} }));
  for (const period of periods) {
    const bin = made[number(period.period, by) - start];
    if (bin) {
      bin.events += period.events;
      for (const [quad, events] of Object.entries(period.quads) as [Quad, number][]) {
        bin.quads[quad] = (bin.quads[quad] ?? 0) + events;
      }
    }
  }
  return made;
}

/** Months of so many years that bars would be slivers, as years. */
export function coarser({ by, periods }: Pick<Times, "by" | "periods">, most = 60): { by: Unit; periods: Period[] } {
  const [first, last] = [periods[0]?.period, periods.at(-1)?.period];
  const unit = by === "month" && first && last && number(last, "month") - number(first, "month") >= most ? "year" : by;
  return { by: unit, periods: bins(periods, unit) };
}

/** Which bins a time from the address means; its ends may be finer or coarser than the bins. */
export function range(of: readonly Period[], from: string | undefined, to: string | undefined): [number, number] {
  const length = of[0]?.period.length ?? 4;
  const low = from ? of.findIndex((bin) => bin.period >= from.slice(0, length)) : 0;
  const high = to ? of.findLastIndex((bin) => bin.period.slice(0, to.length) <= to.slice(0, length)) : of.length - 1;
  return [low < 0 ? of.length - 1 : low, Math.max(high, 0)];
}

const STEPS: Record<Unit, readonly number[]> = { year: [1, 2, 5, 10, 20, 50, 100, 200], month: [1, 2, 3, 6], day: [1, 2, 5, 10, 15, 30] };

/** Which bins bear their name below the axis: at even steps, never more than fit. */
export function ticks(of: readonly Period[], by: Unit, most = by === "day" ? 5 : 8): { at: number; text: string }[] {
  const start = of[0] ? number(of[0].period, by) : 0;
  if (by === "month" && of.length > 6 * most) {
    const years = of.flatMap((bin, at) => (bin.period.endsWith("-01") ? [{ at, text: bin.period.slice(0, 4) }] : []));
    const step = STEPS.year.find((one) => years.length / one <= most) ?? years.length;
    return years.filter((one) => Number(one.text) % step === 0);
  }
  const step = STEPS[by].find((one) => of.length / one <= most) ?? of.length;
  return of.flatMap((bin, at) => ((by === "day" ? at : start + at) % step === 0 ? [{ at, text: bin.period }] : []));
}
