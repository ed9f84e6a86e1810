/** Who deals how often with whom, as a table; cells lead to the events. */
import { profile, state } from "../data/address";
import type { Dealing, Dealings, NetworkNode } from "../data/records";
import { useAnswer } from "../data/use";
import { csv, Downloads, json } from "../parts/download";
import { picture } from "../parts/picture";
import { Scale } from "../parts/scale";
import { Wait } from "../parts/state";
import { S } from "../strings";
import { between as both, By, networkAddress } from "./network-data";
import { lookAgain, styled } from "./colours";
import type { ViewProps } from "./views";

const SHOWN = 24;

export interface CellOf {
  events: number;
  /** Mean of PLOVER's scores, -10 to 10. */
  intensity: number;
}

/** The dealings of each two, together; keys are both ids in their order. */
export function cells(dealings: readonly Dealing[]): Map<string, CellOf> {
  const found = new Map<string, CellOf>();
  for (const one of dealings) {
    const key = [one.source, one.target].sort().join(" ");
    const cell = found.get(key) ?? { events: 0, intensity: 0 };
    const events = cell.events + one.events;
    found.set(key, { events, intensity: (cell.intensity * cell.events + one.intensity * one.events) / events });
  }
  return found;
}

/** Those with most dealings, and those that deal with each other side by side. */
export function rows(data: Dealings, most = SHOWN): NetworkNode[] {
  const dealt = new Map<string, number>();
  for (const one of data.dealings) {
    dealt.set(one.source, (dealt.get(one.source) ?? 0) + one.events);
    dealt.set(one.target, (dealt.get(one.target) ?? 0) + one.events);
  }
  return [...data.nodes].sort((a, b) => (dealt.get(b.id) ?? 0) - (dealt.get(a.id) ?? 0) || a.label.localeCompare(b.label)).slice(0, most);
}

/** A step of the scale from conflict (-3) to cooperation (3). */
export function step(intensity: number): number {
  return Math.max(-3, Math.min(3, Math.round(intensity / 2.5)));
}

export function MatrixView({ filters, narrow }: ViewProps) {
  const by = state.value.get("by") ?? "actor";
  const found = useAnswer<Dealings>(networkAddress(filters, by));
  return (
    <>
      <div class="tools">
        <By by={by} />
      </div>
      <Wait on={found}>{(data) => (data.dealings.length ? <Matrix data={data} by={by} narrow={narrow} /> : <p>{S.matrix.none}</p>)}</Wait>
    </>
  );
}

function Matrix({ data, by, narrow }: { data: Dealings; by: string; narrow: ViewProps["narrow"] }) {
  const shown = rows(data);
  const values = cells(data.dealings);
  const between = (a: NetworkNode, b: NetworkNode) => values.get([a.id, b.id].sort().join(" "));
  const most = Math.max(...[...values.values()].map((cell) => cell.events));
  const to = (a: NetworkNode, b: NetworkNode) => narrow({ ...both(a, b, by), status: ["occurred"] });
  const file = () =>
    csv([["", ...shown.map((one) => one.label)], ...shown.map((a) => [a.label, ...shown.map((b) => (a === b ? "" : (between(a, b)?.events ?? 0)))])]);
  return (
    <>
      <p class="faint">
        {S.matrix.help} {data.nodes.length > shown.length && S.matrix.cut(shown.length, data.nodes.length)}.
      </p>
      <div class="wide" tabIndex={0} role="region" aria-label={S.matrix.title}>
        <table class="matrix">
          <thead>
            <tr>
              <td />
              {shown.map((one) => (
                <th key={one.id} scope="col">
                  <span>{one.label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((a) => (
              <tr key={a.id}>
                <th scope="row">
                  <a href={profile(a.id)}>{a.label}</a>
                </th>
                {shown.map((b) => {
                  const cell = a === b ? undefined : between(a, b);
                  return cell ? (
                    <td key={b.id} class={`cell scale-${step(cell.intensity)} ${cell.events > most / 3 ? "strong" : ""}`}>
                      <a href={to(a, b)} aria-label={S.matrix.cell(a.label, b.label, cell.events)} title={S.matrix.cell(a.label, b.label, cell.events)}>
                        {cell.events}
                      </a>
                    </td>
                  ) : (
                    <td key={b.id} class={a === b ? "self" : ""} />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Scale />
      <Downloads
        files={[
          { label: S.download.csv, make: file, name: "matrix.csv" },
          { label: S.download.json, make: () => json(data), name: "matrix.json" },
          { label: S.download.svg, make: () => drawn(shown, between), name: "matrix.svg" },
          { label: S.download.png, make: () => picture(drawn(shown, between)), name: "matrix.png" },
        ]}
      />
    </>
  );
}

const CELL = 26;
const HEAD = 170;

/** The table as a drawing of its own, in the colours that the page has now. */
function drawn(of: readonly NetworkNode[], between: (a: NetworkNode, b: NetworkNode) => CellOf | undefined): Blob {
  lookAgain();
  const side = HEAD + CELL * of.length + 8;
  const text = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const words = (at: string, value: string, anchor: string) =>
    `<text ${at} fill="${styled("--ink")}" font-family="sans-serif" font-size="11" text-anchor="${anchor}">${text(value)}</text>`;
  const parts = of.flatMap((a, row) => {
    const middle = HEAD + CELL * row + CELL / 2 + 4;
    const cellsOf = of.flatMap((b, column) => {
      const cell = a === b ? undefined : between(a, b);
      const [x, y] = [HEAD + CELL * column, HEAD + CELL * row];
      return cell
        ? [
            `<rect x="${x}" y="${y}" width="${CELL - 1}" height="${CELL - 1}" fill="${styled(`--scale-${step(cell.intensity) + 3}`)}" fill-opacity="0.45"><title>${text(`${a.label}, ${b.label}: ${cell.events}`)}</title></rect>`,
            words(`x="${x + CELL / 2}" y="${middle}"`, String(cell.events), "middle"),
          ]
        : [`<rect x="${x}" y="${y}" width="${CELL - 1}" height="${CELL - 1}" fill="${styled(a === b ? "--line" : "--wash")}"/>`];
    });
    return [words(`x="${HEAD - 6}" y="${middle}"`, a.label, "end"), words(`transform="translate(${middle} ${HEAD - 6}) rotate(-90)"`, a.label, "start"), ...cellsOf];
  });
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">${parts.join("")}</svg>`], { type: "image/svg+xml" });
}
