/** What the network and the matrix are drawn from, and the choice they share. */
import { asked, type Filters, link, state, tail } from "../data/address";
import type { NetworkNode } from "../data/records";
import { query } from "../data/service";
import { S } from "../strings";

/** How many relations may be asked for. */
export const MOST = { "300": "300", "1000": "1,000", "10000": "10,000" };
const USUAL = 1000;

export function networkAddress(filters: Filters, by: string, most = USUAL): string {
  return `network?${query({ ...asked(filters), by, limit: most })}`;
}

/** What events between two are filtered by; countries count for all their people. */
export function between(a: NetworkNode, b: NetworkNode, by: string): Filters {
  return by === "country" && a.country && b.country ? { country: [a.country, b.country] } : { either: [tail(a.id), tail(b.id)] };
}

/** The address of the page as it is, with other values of some parameters. */
export function withParameters(changes: Record<string, string | readonly string[] | undefined>): string {
  const made: Record<string, string[]> = {};
  for (const name of new Set(state.value.keys())) {
    made[name] = state.value.getAll(name);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) {
      delete made[name];
    } else {
      made[name] = typeof value === "string" ? [value] : [...value];
    }
  }
  return link(made);
}

export function By({ by }: { by: string }) {
  return <Choice label={S.network.title} of={{ actor: S.network.people, country: S.network.states }} chosen={by} name="by" usual="actor" />;
}

interface ChoiceProps {
  label: string;
  /** Whether the label is seen. */
  shown?: boolean;
  of: Record<string, string>;
  chosen: string;
  name: string;
  usual: string;
}

export function Choice({ label, shown = false, of, chosen, name, usual }: ChoiceProps) {
  const choice = (
    <span class="choice" role="group" aria-label={label}>
      {Object.entries(of).map(([value, text]) => (
        <a key={value} href={withParameters({ [name]: value === usual ? undefined : value })} data-stay aria-current={value === chosen ? "true" : undefined}>
          {text}
        </a>
      ))}
    </span>
  );
  return shown ? <span class="labelled"><span class="faint">{label}</span> {choice}</span> : choice;
}
