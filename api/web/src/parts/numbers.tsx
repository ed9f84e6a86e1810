/** How many and how much: the numbers of an event as most reports have them, who counts otherwise, and those of a claim. */
import type { ClaimInFull, EventInFull, NumberTold } from "../data/records";
import { S } from "../strings";
import { inArticle } from "./names";

/** "at least 20", "about 300", "40,000,000 USD". */
export function number(told: NumberTold): string {
  const figure = (value: number) => value.toLocaleString("en");
  const { low, high, hedged, unit } = told;
  let said: string;
  if (low === null || high === null) {
    said = high !== null ? S.numbers.atMost(figure(high)) : S.numbers.atLeast(figure(low ?? 0));
  } else {
    said = low === high ? figure(low) : S.numbers.between(figure(low), figure(high));
    said = hedged ? S.numbers.about(said) : said;
  }
  return unit ? `${said} ${unit}` : said;
}

export interface Count {
  counted: string;
  taken: string;
  articles: number;
  /** Other numbers of the same, each with the articles that tell it. */
  others: { said: string; articles: number }[];
}

/** What is counted, and the number that is taken; beside it those that do not bear it out. */
export function counts(event: Pick<EventInFull, "quantities" | "claims" | "status">): Count[] {
  return event.quantities.map((tally) => {
    const others = new Map<string, Set<string>>();
    for (const claim of event.claims) {
      const same = claim.says.quantities.filter((q) => q.counted === tally.counted && q.unit === tally.unit);
      // One claim with two such numbers, "12 soldiers and three civilians", tells none of the whole.
      const [only] = same;
      if (only && same.length === 1 && claim.status === event.status && !tally.claims.includes(claim.id)) {
        const said = number(only);
        others.set(said, (others.get(said) ?? new Set()).add(claim.article));
      }
    }
    return {
      counted: tally.counted,
      taken: number(tally),
      articles: tally.articles.length,
      others: [...others].map(([said, articles]) => ({ said, articles: articles.size })),
    };
  });
}

export function EventNumbers({ event }: { event: EventInFull }) {
  return (
    <ul class="plain">
      {counts(event).map((one) => (
        <li key={`${one.counted} ${one.taken}`}>
          {one.counted}: {one.taken} <span class="faint">({S.event.reports(one.articles)})</span>
          {one.others.length > 0 && (
            <span class="help">
              {S.numbers.others} {one.others.map((other) => `${other.said} (${S.event.reports(other.articles)})`).join("; ")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The numbers that a claim tells, each a link to where it stands in the article. */
export function ClaimNumbers({ claim }: { claim: ClaimInFull }) {
  const told = claim.says.quantities;
  return told.length ? (
    <span class="numbers">
      {S.numbers.tells}{" "}
      {told.map((one, at) => (
        <span key={one.start}>
          {at > 0 && "; "}
          <a href={inArticle({ article: claim.article, start: one.start, end: one.end })} title={S.event.inArticle}>
            {one.counted}: {number(one)}
          </a>
        </span>
      ))}
      <br />
    </span>
  ) : null;
}
