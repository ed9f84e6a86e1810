/** Articles: a list, and one with its sentences marked. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { eventKey, link, path, profile } from "../data/address";
import { retracted, useCorrections } from "../data/corrections";
import type { ArticleClaim, ArticleInFull, ArticlePage as Page, Correction, Span } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { Correct } from "../parts/correct";
import { CorrectionList } from "../parts/corrections";
import { Downloads } from "../parts/download";
import { Sides } from "../parts/events";
import { Name, Names, StatusBadge, what, when } from "../parts/names";
import { Wait } from "../parts/state";
import { count, format, S } from "../strings";

const AT_ONCE = 100;

export function ArticlesPage({ offset }: { offset: number }) {
  const found = useAnswer<Page>(`articles?${query({ limit: AT_ONCE, offset })}`);
  useEffect(() => {
    document.title = `${S.article.list} – ${S.name}`;
  }, []);
  return (
    <>
      <h1 tabIndex={-1}>{S.article.list}</h1>
      <Wait on={found}>
        {(page) => (
          <>
            <p class="faint">{count(page.total, "article")}</p>
            <table>
              <thead>
                <tr>
                  <th scope="col">{S.columns.article}</th>
                  <th scope="col">{S.article.published}</th>
                  <th scope="col" class="number">{S.article.claimsCount}</th>
                </tr>
              </thead>
              <tbody>
                {page.articles.map((article) => (
                  <tr key={article.id}>
                    <td>
                      <a href={link({ article: article.id })}>{article.title ?? article.id}</a> <span class="faint">{article.source}</span>
                    </td>
                    <td class="day">{article.published?.slice(0, 10)}</td>
                    <td class="number">{format(article.claims)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {page.next && <p><a href={link({ page: "articles", offset: String(offset + AT_ONCE) })}>{S.article.next}</a></p>}
            <Downloads files={[{ label: S.download.csv, href: "articles?format=csv", name: "articles.csv" }]} />
          </>
        )}
      </Wait>
    </>
  );
}

export function ArticlePageOf({ id, at }: { id: string; at: string | null }) {
  const found = useAnswer<ArticleInFull>(path("articles", id));
  useEffect(() => {
    document.title = found.data ? `${found.data.title ?? id} – ${S.name}` : S.name;
  }, [found.data, id]);
  return <Wait page on={found}>{(article) => <Whole article={article} at={at} />}</Wait>;
}

/** A text with what was read in it; `to` is the address of one of its sentences. */
export function Reading({ article, at, to, corrections }: {
  article: ArticleInFull;
  at: string | null;
  to: (at: string) => string;
  /** What was put right, where the article is in the graph. */
  corrections?: readonly Correction[];
}) {
  const chosen = useRef<HTMLElement>(null);
  const [start, end] = (at ?? "").split("-").map(Number);
  const pieces = useMemo(() => cut(article.text, article.spans, start, end), [article, start, end]);
  const listed = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const [list, item] = [listed.current?.parentElement, listed.current];
    // Only the list moves: the page goes to the sentence.
    if (list && item) {
      list.scrollTop = item.offsetTop - list.offsetTop - 8;
    }
    chosen.current?.scrollIntoView({ block: "center" });
  }, [article, at]);
  const here = article.claims.filter((claim) => claim.start === start && claim.end === end);
  return (
      <div class="reading">
        <section aria-label={S.article.text}>
          <p class="faint">{article.claims.length ? S.article.help : S.article.none}</p>
          <div class="text">
            {pieces.map((piece) => (
              <Piece key={piece.start} piece={piece} to={to} chosen={piece.first ? chosen : undefined} />
            ))}
          </div>
        </section>
        <section class="claims" aria-label={S.article.claims}>
          <h2>{S.article.claims}</h2>
          <ol>
            {article.claims.map((claim) => (
              <li key={claim.id} class={here.includes(claim) ? "chosen" : ""} {...(claim === here[0] && { ref: listed })}>
                <a href={to(`${claim.start}-${claim.end}`)} data-stay>
                  {what(claim.type, claim.mode)}
                </a>{" "}
                <StatusBadge status={claim.status} />
                {claim.event && (
                  <>
                    {" "}· <a href={link({ event: eventKey(claim.event) })}>{S.event.title.toLowerCase()}</a>
                  </>
                )}
                <Said claim={claim} outlet={article.source} />
                {corrections && <Doubt claim={claim} why={retracted(corrections, claim.id, article.iri)} />}
              </li>
            ))}
          </ol>
        </section>
      </div>
  );
}

/** What was read in a sentence, and why it was read so. */
function Said({ claim, outlet }: { claim: ArticleClaim; outlet: string | null }) {
  return (
    <>
      <div>
        <Sides event={claim} />
        {claim.mediators.length > 0 && <>, {S.event.mediated} <Names of={claim.mediators} /></>}
        {claim.topics.length > 0 && <> {S.event.about} <Names of={claim.topics} /></>}
        {claim.place && <> {S.event.at} <Name of={claim.place} /></>}
      </div>
      <div class="faint">
        {when({ start: claim.time_start, end: claim.time_end })}
        {claim.attributed_to && claim.attributed_to !== outlet && ` · ${S.event.saidBy} ${claim.attributed_to}`} · {S.event.confidence.toLowerCase()} {claim.confidence}
      </div>
      <div class="faint">{S.event.rule} <code>{claim.rule}</code></div>
    </>
  );
}

/** Whether a claim counts, and the way to say that it should not. */
function Doubt({ claim, why }: { claim: ArticleClaim; why: Correction | undefined }) {
  return why ? (
    <div>
      <span class="badge">{S.correct.leftOut}</span> {why.why} <span class="faint">{S.corrections.by(why.by)}</span>
    </div>
  ) : (
    <Correct
      label={S.correct.wrong}
      title={S.correct.wrongTitle}
      help={S.correct.wrongHelp}
      wanted={() => ({ change: "retract", what: claim.id })}
      done={() => undefined}
    />
  );
}

/** Where an article is from. */
export function Origin({ of: article, title = false }: { of: ArticleInFull; title?: boolean }) {
  return (
    <p class="faint">
      {[title && article.title, article.source, article.published?.slice(0, 10), article.published_from && article.published_from !== "metadata" && S.article.publishedFrom(article.published_from)].filter(Boolean).join(" · ")}
      {article.url && /^https?:/.test(article.url) && <> · <a href={article.url} rel="noreferrer">{S.article.original}</a></>}
    </p>
  );
}

function Whole({ article, at }: { article: ArticleInFull; at: string | null }) {
  const corrections = useCorrections();
  const here = corrections.filter((one) => one.change !== "undo" && one.about.some((iri) => iri === article.iri || article.claims.some((claim) => claim.id === iri)));
  const left = here.some((one) => one.holds && one.about.includes(article.iri));
  return (
    <article class="article">
      <header class="profile">
        <h1 tabIndex={-1}>{article.title ?? S.article.untitled}</h1>
        <Origin of={article} />
      </header>
      <Reading article={article} at={at} to={(span) => link({ article: article.id, at: span })} corrections={corrections} />
      {here.length > 0 && (
        <section aria-live="polite">
          <h2>{S.corrections.here}</h2>
          <CorrectionList of={here} done={() => undefined} />
        </section>
      )}
      {!left && (
        <Correct
          label={S.correct.article}
          title={S.correct.articleTitle}
          help={S.correct.articleHelp}
          wanted={() => ({ change: "retract", what: article.iri })}
          done={() => undefined}
        />
      )}
      <Downloads files={[{ label: S.download.json, href: path("articles", article.id), name: `${article.id}.json` }]} />
    </article>
  );
}

export interface Cut {
  start: number;
  text: string;
  claims: Span[];
  name: Span | undefined;
  chosen: boolean;
  /** The first piece of what is chosen, to which the page goes. */
  first: boolean;
}

/** The text in pieces, each with the spans that lie over it. Offsets count characters, not UTF-16 units. */
export function cut(text: string, spans: readonly Span[], start?: number, end?: number): Cut[] {
  const characters = [...text];
  const ends = spans.flatMap((span) => [span.start, span.end]);
  if (start !== undefined && end !== undefined) {
    ends.push(start, end);
  }
  const bounds = [...new Set([0, ...ends, characters.length])].filter((at) => at >= 0 && at <= characters.length).sort((a, b) => a - b);
  let first = true;
  return bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? characters.length;
    const over = spans.filter((span) => span.start <= from && span.end >= to);
    const named = over.filter((span) => span.kind === "name").sort((a, b) => b.end - b.start - (a.end - a.start));
    const chosen = start !== undefined && end !== undefined && start <= from && end >= to;
    const piece = { start: from, text: characters.slice(from, to).join(""), claims: over.filter((span) => span.kind === "claim"), name: named[0], chosen, first: chosen && first };
    first &&= !chosen;
    return piece;
  });
}

function Piece({ piece, to, chosen }: { piece: Cut; to: (at: string) => string; chosen: preact.RefObject<HTMLElement> | undefined }) {
  const [claim] = piece.claims;
  const inner = piece.name?.entity ? <a class="name" href={profile(piece.name.entity)} title={piece.name.label ?? undefined}>{piece.text}</a> : piece.text;
  const told = claim ? (
    <span class="told">
      {piece.name?.entity ? inner : <a class="sentence" href={to(`${claim.start}-${claim.end}`)} data-stay>{piece.text}</a>}
    </span>
  ) : (
    inner
  );
  return piece.chosen ? <mark {...(chosen && { ref: chosen })}>{told}</mark> : <>{told}</>;
}
