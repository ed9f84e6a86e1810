/** Parts that the pages of actors, places, topics and pairs share. */
import { useState } from "preact/hooks";
import { link, profile, tail } from "../data/address";
import type { Counterpart } from "../data/records";
import { format, S } from "../strings";
import { Shares } from "./bars";

const SHOWN = 12;

export function Counterparts({ of, to, head = S.profile.with }: { of: readonly Counterpart[]; to?: (id: string) => string; head?: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? of : of.slice(0, SHOWN);
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={head}>
      <table class="counterparts">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" class="number">{S.profile.events}</th>
            <th scope="col">{S.profile.types}</th>
            <th scope="col">{S.profile.first}</th>
            <th scope="col">{S.profile.last}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.id}>
              <td>
                <a href={profile(one.id)}>{one.label}</a> <span class="faint">{one.country}</span>
              </td>
              <td class="number">{to ? <a href={to(one.id)}>{format(one.events)}</a> : format(one.events)}</td>
              <td>
                <Shares quads={one.quads} of={one.events} />
              </td>
              <td>{one.first}</td>
              <td>{one.last}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.length > SHOWN && !all && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>{S.profile.more(of.length)}</button>
      )}
    </div>
  );
}

export function pairAddress(a: string, b: string): string {
  return link({ pair: [tail(a), tail(b)] });
}

export function Aliases({ of }: { of: readonly string[] }) {
  return of.length ? <p class="faint">{S.profile.aliases}: {of.join(" · ")}</p> : null;
}
