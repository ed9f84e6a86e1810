/** The answer to a question: a sentence, a table, and the events with the sentences behind it. */
import { Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { eventKey, type Filters, link, state } from "../data/address";
import type { AnswerRecord, Cell, EventPage, EventRecord } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { AskBox } from "../parts/ask-box";
import { csv, Downloads, type File, json } from "../parts/download";
import { EventList } from "../parts/events";
import { Name, what } from "../parts/names";
import { Wait } from "../parts/state";
import { Tabs } from "../parts/tabs";
import { S } from "../strings";
import { eventFiles, VIEWS, ViewOf } from "../views/views";

const AT_ONCE = 200;
const SHOWN = 20;

export function AnswerPage({ question }: { question: string }) {
  const answer = useAnswer<AnswerRecord>(`ask?${query({ q: question })}`);
  const as = state.value.get("as") ?? "table";
  useEffect(() => {
    document.title = `${question} – ${S.name}`;
  }, [question]);
  return (
    <>
      <AskBox question={question} />
      <section class="answer" aria-live="polite" aria-busy={answer.loading}>
        <Wait on={answer}>
          {(found) => (found.understood ? <Understood answer={found} as={as} /> : <NotUnderstood answer={found} />)}
        </Wait>
      </section>
    </>
  );
}

function NotUnderstood({ answer }: { answer: AnswerRecord }) {
  return (
    <>
      <h1 tabIndex={-1} class="summary">{answer.summary || S.ask.notUnderstood}</h1>
      <p class="question">
        <Marked text={answer.question} part={answer.not_understood ?? ""} />
      </p>
      <p class="faint">{answer.not_understood && S.ask.notUnderstoodPart}</p>
      {answer.suggestions.length > 0 && (
        <section class="examples">
          <h2>{S.ask.couldAsk}</h2>
          <ul>
            {answer.suggestions.map((one) => (
              <li key={one}>
                <a href={link({ q: one })}>{one}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A question with the words in it that were not understood, as a whole or one by one. */
export function Marked({ text, part }: { text: string; part: string }) {
  const parts = text.toLowerCase().includes(part.toLowerCase()) ? [part] : part.split(/[\s,;]+/);
  const wanted = parts.filter(Boolean).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!wanted.length) {
    return <>{text}</>;
  }
  const pieces = text.split(new RegExp(`(${wanted.join("|")})`, "iu"));
  return <>{pieces.map((piece, at) => (at % 2 ? <mark key={at}>{piece}</mark> : piece))}</>;
}

function Understood({ answer, as }: { answer: AnswerRecord; as: string }) {
  const filters: Filters = { id: answer.events.slice(0, 1000).map(eventKey) };
  const views = answer.events.length ? { table: "Table", ...VIEWS, sparql: "SPARQL" } : { table: "Table", sparql: "SPARQL" };
  const to = (name: string) => link({ q: answer.question, ...(name !== "table" && { as: name }) });
  return (
    <>
      <h1 tabIndex={-1} class="summary">{answer.summary || S.ask.nothing}</h1>
      <p class="faint">
        {S.ask.understood}: {answer.interpretation}
      </p>
      <Tabs label={S.ask.views} of={views} chosen={as} to={to} />
      {as === "sparql" ? (
        <Query answer={answer} />
      ) : as in VIEWS ? (
        <>
          <ViewOf name={as} filters={filters} narrow={(more) => link({ view: "events", ...filters, ...more })} />
        </>
      ) : (
        <TableAndEvents answer={answer} filters={filters} />
      )}
    </>
  );
}

function Query({ answer }: { answer: AnswerRecord }) {
  return (
    <>
      <pre class="code" tabIndex={0}>{answer.sparql}</pre>
      <p>
        <a href={link({ sparql: answer.sparql ?? "" })}>{S.ask.query}</a>
      </p>
    </>
  );
}

function TableAndEvents({ answer, filters }: { answer: AnswerRecord; filters: Filters }) {
  const [shown, show] = useState(SHOWN);
  const ids = answer.events.slice(0, AT_ONCE).map(eventKey);
  const events = useAnswer<EventPage>(ids.length ? `events?${query({ id: ids, limit: AT_ONCE })}` : null);
  const files: File[] = [
    { label: `${S.download.answer}: ${S.download.csv}`, make: () => answerCsv(answer), name: "answer.csv" },
    { label: S.download.json, make: () => json(answer), name: "answer.json" },
    ...(ids.length ? eventFiles(filters).map((file, at) => (at ? file : { ...file, label: `${S.download.events}: ${file.label}` })) : []),
  ];
  const found = events.data?.events ?? [];
  return (
    <>
      {answer.answers.length > 0 && <Rows answer={answer} events={found} />}
      <Downloads files={files} />
      {ids.length > 0 && (
        <section aria-labelledby="rests">
          <h2 id="rests">{S.ask.rests(answer.events.length)}</h2>
          <Wait on={events}>
            {(page) => (
              <>
                <EventList events={page.events.slice(0, shown)} />
                {page.events.length > shown && (
                  <button type="button" onClick={() => show(AT_ONCE)}>{S.ask.more(page.events.length - shown)}</button>
                )}
                {answer.events.length > AT_ONCE && (
                  <p>
                    <a href={link({ view: "events", ...filters })}>{S.ask.open}</a>
                  </p>
                )}
              </>
            )}
          </Wait>
        </section>
      )}
    </>
  );
}

function Rows({ answer, events }: { answer: AnswerRecord; events: readonly EventRecord[] }) {
  const [open, setOpen] = useState<number>();
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={answer.interpretation}>
      <table>
        <thead>
          <tr>
            {answer.columns.map((column) => (
              <th key={column} scope="col">{S.columns[column] ?? column}</th>
            ))}
            <th scope="col">{S.ask.row}</th>
          </tr>
        </thead>
        <tbody>
          {answer.answers.map((row, at) => {
            const behind = behindRow(row, answer.columns, events);
            return (
              <Fragment key={at}>
                <tr>
                  {answer.columns.map((column) => (
                    <td key={column} class={column === "when" ? "when" : undefined}>
                      <Value of={row[column] ?? null} column={column} />
                    </td>
                  ))}
                  <td>
                    {behind.length > 0 && (
                      <button
                        type="button"
                        class="link"
                        aria-expanded={open === at}
                        title={S.ask.show}
                        onClick={() => setOpen(open === at ? undefined : at)}
                      >
                        {S.ask.sentences(behind.reduce((sum, event) => sum + event.sources.length, 0))}
                      </button>
                    )}
                  </td>
                </tr>
                {open === at && (
                  <tr class="evidence">
                    <td colSpan={answer.columns.length + 1}>
                      <EventList events={behind} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The events of an answer that a row is about: all that it names takes part in them, on its day, in its article. */
export function behindRow(row: Record<string, Cell>, columns: readonly string[], events: readonly EventRecord[]): EventRecord[] {
  return events.filter((event) => columns.every((column) => flat(row[column] ?? null).every((cell) => fits(cell, column, event))));
}

function fits(cell: Cell, column: string, event: EventRecord): boolean {
  if (cell !== null && typeof cell === "object" && "id" in cell) {
    const named = [...event.actors, ...event.recipients, ...event.mediators, ...event.topics, ...(event.place ? [event.place] : [])];
    return cell.id === event.id || cell.id.endsWith(`#${event.type}`) || named.some((one) => one.id === cell.id);
  }
  if (column === "article") {
    return event.sources.some((source) => source.article === cell);
  }
  return typeof cell !== "string" || !/^\d{4}(-\d\d){0,2}$/.test(cell) || event.start === cell;
}

const flat = (cell: Cell): Cell[] => (Array.isArray(cell) ? cell.flatMap(flat) : [cell]);

function Value({ of, column }: { of: Cell; column: string }) {
  if (Array.isArray(of)) {
    return (
      <>
        {of.map((one, at) => (
          <span key={at}>
            {at > 0 && ", "}
            <Value of={one} column={column} />
          </span>
        ))}
      </>
    );
  }
  if (of !== null && typeof of === "object") {
    const [, type] = of.id.split("#");
    return type ? <>{what(type, null)}</> : <Name of={of} />;
  }
  if (column === "article" && typeof of === "string") {
    return <a href={link({ article: of })}>{of}</a>;
  }
  return <>{of}</>;
}

function answerCsv(answer: AnswerRecord): Blob {
  const text = (cell: Cell): string => flat(cell).map((one) => (one && typeof one === "object" && "label" in one ? one.label : String(one ?? ""))).join("|");
  return csv([answer.columns, ...answer.answers.map((row) => answer.columns.map((column) => text(row[column] ?? null)))]);
}

