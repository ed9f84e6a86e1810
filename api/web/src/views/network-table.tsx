/** The relations of a network as a table and as a file. */
import { useState } from "preact/hooks";
import { profile } from "../data/address";
import type { Dealings } from "../data/records";
import { csv } from "../parts/download";
import { QuadMark } from "../parts/names";
import { format, S } from "../strings";
import { between } from "./network-data";
import { relation } from "./network-state";
import type { ViewProps } from "./views";

const IN_TABLE = 200;

export function Table({ data, by, narrow }: { data: Dealings; by: string; narrow: ViewProps["narrow"] }) {
  const label = new Map(data.nodes.map((node) => [node.id, node] as const));
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{S.network.table}</summary>
      {open && <p class="faint">{S.network.tableHelp(Math.min(IN_TABLE, data.dealings.length), data.dealings.length)}</p>}
      {open && (
        <div class="wide" tabIndex={0} role="region" aria-label={S.network.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{S.columns.who}</th>
                <th scope="col">{S.columns.what}</th>
                <th scope="col">{S.columns.whom}</th>
                <th scope="col" class="number">{S.profile.events}</th>
                <th scope="col">{S.profile.first}</th>
                <th scope="col">{S.profile.last}</th>
              </tr>
            </thead>
            <tbody>
              {data.dealings.slice(0, IN_TABLE).map((one) => {
                const [a, b] = [label.get(one.source), label.get(one.target)];
                return a && b ? (
                  <tr key={relation(one)}>
                    <td><a href={profile(a.id)}>{a.label}</a></td>
                    <td><QuadMark quad={one.quad} />{one.kind}</td>
                    <td><a href={profile(b.id)}>{b.label}</a></td>
                    <td class="number"><a href={narrow({ ...between(a, b, by), type: [one.type], status: ["occurred"] })} aria-label={S.matrix.cell(a.label, b.label, one.events)}>{format(one.events)}</a></td>
                    <td>{one.first}</td>
                    <td>{one.last}</td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

export function dealingsCsv(data: Dealings): Blob {
  const label = new Map(data.nodes.map((node) => [node.id, node.label]));
  return csv([
    ["source", "kind", "target", "type", "quad", "directed", "events", "intensity", "first", "last"],
    ...data.dealings.map((d) => [label.get(d.source), d.kind, label.get(d.target), d.type, d.quad, String(d.directed), d.events, d.intensity, d.first, d.last]),
  ]);
}

