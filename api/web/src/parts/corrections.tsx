/** Corrections as a list: what was put right, by whom, why, and the sentences that it is about. */
import { BASE, eventKey, link } from "../data/address";
import type { Corrected, Correction } from "../data/records";
import { S } from "../strings";
import { Correct } from "./correct";
import { inArticle } from "./names";

export function CorrectionList({ of, done }: { of: readonly Correction[]; done: (made: Corrected) => void }) {
  return (
    <ol class="corrections">
      {of.map((one) => (
        <li key={one.id} id={one.id.slice(one.id.lastIndexOf("/") + 1)} class={one.holds ? "" : "undone"}>
          <p class="told">
            <strong>{S.corrections.change[one.change]}</strong>{" "}
            <span class="faint">
              {S.corrections.by(one.by)}, <time dateTime={one.at}>{one.at.slice(0, 16).replace("T", " ")}</time>
            </span>{" "}
            {!one.holds && <span class="badge">{S.corrections.undone}</span>}
          </p>
          <p>{one.why}</p>
          {one.claims.map((claim) => (
            <blockquote key={claim.id}>
              <a class="quote" href={inArticle(claim)} title={S.event.inArticle}>{claim.quote}</a>
              <footer>
                {claim.article} ·{" "}
                {claim.event ? <a href={link({ event: eventKey(claim.event) })}>{S.corrections.event}</a> : S.corrections.noEvent}
              </footer>
            </blockquote>
          ))}
          {one.about.filter((iri) => iri.startsWith(`${BASE}article/`)).map((iri) => {
            const id = decodeURIComponent(iri.slice(`${BASE}article/`.length));
            return <p key={iri}><a href={link({ article: id })}>{id}</a></p>;
          })}
          {one.holds && (
            <Correct
              label={S.corrections.undo}
              title={S.corrections.undoTitle}
              help={S.corrections.undoHelp(S.corrections.change[one.change])}
              wanted={() => ({ change: "undo", correction: one.id })}
              done={done}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
