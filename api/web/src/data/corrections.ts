/** What people have put right, as the service keeps it. */
import { eventKey, path } from "./address";
import type { Corrected, Correction } from "./records";
import { forget, get, post } from "./service";
import { useAnswer } from "./use";

export type Wanted =
  | { change: "merge"; events: readonly string[] }
  | { change: "split"; event: string; claims: readonly string[] }
  | { change: "retract"; what: string }
  | { change: "undo"; correction: string };

export async function correct(wanted: Wanted, why: string): Promise<Corrected> {
  const made = await post<Corrected>("corrections", { ...wanted, why });
  forget();
  return made;
}

export function useCorrections(): readonly Correction[] {
  return useAnswer<{ corrections: Correction[] }>("corrections").data?.corrections ?? [];
}

/** Why a claim, or the article of this IRI as a whole, does not count; none if it does. */
export function retracted(corrections: readonly Correction[], claim: string, article: string): Correction | undefined {
  return corrections.find((one) => one.holds && one.change === "retract" && (one.about.includes(claim) || one.about.includes(article)));
}

/** Merges and splits that name a claim. */
export function about(corrections: readonly Correction[], claims: readonly string[]): Correction[] {
  return corrections.filter((one) => one.change !== "undo" && claims.some((claim) => one.about.includes(claim) || one.apart_from.includes(claim)));
}

/** The event that stands where a corrected one stood: itself, or one of those that came of it; none if all are gone. */
export async function remains(event: string, made: Corrected): Promise<string | undefined> {
  for (const id of [event, ...made.events]) {
    try {
      await get(path("events", eventKey(id)));
      return eventKey(id);
    } catch {
      // It is no more.
    }
  }
  return undefined;
}
