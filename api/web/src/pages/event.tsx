/** One event: what it is, who took part, and what each article says of it. */
import { useEffect } from "preact/hooks";
import { go, link, path } from "../data/address";
import { about, remains, useCorrections } from "../data/corrections";
import type { Corrected, EventInFull, Party } from "../data/records";
import { useAnswer } from "../data/use";
import { Correct } from "../parts/correct";
import { CorrectionList } from "../parts/corrections";
import { Downloads } from "../parts/download";
import { Alike, ticked } from "../parts/merge";
import { headline, inArticle, Name, Names, outlet, QuadMark, StatusBadge, what, when } from "../parts/names";
import { ClaimNumbers, EventNumbers } from "../parts/numbers";
import { Wait } from "../parts/state";
import { S, STATUSES } from "../strings";
import { eventFiles } from "../views/views";

export function EventPageOf({ id }: { id: string }) {
  const found = useAnswer<EventInFull>(path("events", id));
  useEffect(() => {
    document.title = found.data ? `${headline(found.data)} – ${S.name}` : S.name;
  }, [found.data]);
  return <Wait page on={found}>{(event) => <Whole event={event} id={id} />}</Wait>;
}

function Whole({ event, id }: { event: EventInFull; id: string }) {
  const here = about(useCorrections(), event.claims.map((claim) => claim.id));
  const done = async (made: Corrected) => {
    const left = await remains(id, made);
    const [claim] = event.claims;
    go(left ? link({ event: left }) : claim ? inArticle(claim) : link({ page: "corrections" }), { replace: left === id });
  };
  return (
    <article>
      <header class="profile">
        <h1 tabIndex={-1}>
          <QuadMark quad={event.quad} />
          {headline(event)}
        </h1>
        <p class="faint">{when(event)} <StatusBadge status={event.status} /></p>
      </header>
      <dl class="facts">
        <Slot name={S.event.slot.actors} of={event.actors} />
        <Slot name={S.event.slot.recipients} of={event.recipients} />
        <Slot name={S.event.slot.mediators} of={event.mediators} />
        <Fact name={S.event.type}>
          {what(event.type, event.mode)} <code>{event.type}{event.mode && ` ${event.mode}`}</code>
        </Fact>
        {event.place && <Fact name={S.explore.facets.place ?? ""}><Name of={event.place} /></Fact>}
        {event.topics.length > 0 && <Fact name={S.explore.facets.topic ?? ""}><Names of={event.topics} /></Fact>}
        {event.quantities.length > 0 && <Fact name={S.numbers.name}><EventNumbers event={event} /></Fact>}
        <Fact name={S.event.status}>{STATUSES[event.status]}</Fact>
        <Fact name={S.event.confidence} help={S.event.confidenceHelp}>{event.confidence}</Fact>
        <Fact name={S.event.intensity} help={S.event.intensityHelp}>{event.intensity}</Fact>
        <Fact name={S.event.cameo} help={S.event.cameoHelp}>{event.cameo}</Fact>
      </dl>
      {event.disagreements.length > 0 && (
        <section>
          <h2>{S.event.differ}</h2>
          <ul>
            {event.disagreements.map((one) => (
              <li key={one.field}>
                {one.field}: {one.versions.map((version) => `${version.value} (${S.event.reports(version.claims.length)})`).join("; ")}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{S.event.claims}</h2>
        {event.claims.map((claim) => (
          <blockquote key={claim.id} class="claim">
            <a class="quote" href={inArticle(claim)} title={S.event.inArticle}>{claim.quote}</a>
            <footer>
              <a href={link({ article: claim.article })}>{claim.title ?? claim.article}</a>, {outlet(claim)}
              {claim.said_by && (
                <>
                  {" "}· {S.event.saidBy} {claim.said_by.id ? <Name of={{ id: claim.said_by.id, label: claim.said_by.label }} /> : claim.said_by.label}
                </>
              )}
              <br />
              <ClaimNumbers claim={claim} />
              {S.event.claim} {what(claim.type, claim.mode)}, {STATUSES[claim.status]}; {S.event.confidence.toLowerCase()} {claim.confidence};{" "}
              {S.event.rule.toLowerCase()} <code>{claim.rule}</code>
              <div class="acts">
                <Correct
                  label={S.correct.wrong}
                  title={S.correct.wrongTitle}
                  help={S.correct.wrongHelp}
                  wanted={() => ({ change: "retract", what: claim.id })}
                  done={done}
                />
                {event.claims.length > 1 && (
                  <Correct
                    label={S.correct.split}
                    title={S.correct.splitTitle}
                    help={S.correct.splitHelp}
                    wanted={() => ({ change: "split", event: event.id, claims: [claim.id] })}
                    done={done}
                  />
                )}
              </div>
            </footer>
          </blockquote>
        ))}
        <Correct
          label={S.correct.merge}
          title={S.correct.mergeTitle}
          help={S.correct.mergeHelp}
          choices={() => <Alike to={event} />}
          wanted={(chosen) => {
            const others = ticked(chosen);
            return others.length ? { change: "merge", events: [event.id, ...others] } : undefined;
          }}
          done={done}
        />
      </section>
      {here.length > 0 && (
        <section aria-live="polite">
          <h2>{S.corrections.here}</h2>
          <CorrectionList of={here} done={done} />
        </section>
      )}
      <Downloads files={[{ label: S.download.json, href: path("events", id), name: `event-${id}.json` }, ...eventFiles({ id: [id] }).filter((f) => f.label !== S.download.jsonl)]} />
    </article>
  );
}

function Fact({ name, help, children }: { name: string; help?: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {help && <span class="help">{help}</span>}
      </dd>
    </div>
  );
}

function Slot({ name, of }: { name: string; of: readonly Party[] }) {
  return of.length ? (
    <Fact name={name}>
      <ul class="plain">
        {of.map((party) => (
          <li key={party.id}>
            <Name of={party} /> {party.role && <span class="faint">{party.role}</span>}
          </li>
        ))}
      </ul>
    </Fact>
  ) : null;
}
