/** The result of a query: a table, and what else can be made of what its columns hold. */
import { BASE, eventKey, link, profile } from "../data/address";
import { Tabs } from "../parts/tabs";
import { format, S } from "../strings";
import { VIEWS, ViewOf } from "../views/views";

const SHOWN = 500;
const BARS = 100;
const EVENTS = 1000;

export interface Term {
  type: "uri" | "literal" | "bnode";
  value: string;
}
export interface Table {
  head: { vars?: string[] };
  results?: { bindings: Record<string, Term>[] };
  boolean?: boolean;
}

/** What can be seen of a table: the events that it names, and a number for each name. */
export function kinds(table: Table): { events: string[]; bars: { labels: string[]; number: string } | undefined } {
  const [columns, rows] = [table.head.vars ?? [], table.results?.bindings ?? []];
  const all = (column: string, test: (term: Term) => boolean) => rows.length > 0 && rows.every((row) => row[column] && test(row[column]));
  const events = columns.find((column) => all(column, (term) => term.type === "uri" && /^event\/[^#]+$/.test(term.value.slice(BASE.length)) && term.value.startsWith(BASE)));
  const number = columns.findLast((column) => all(column, (term) => term.type === "literal" && /^\d+(\.\d+)?$/.test(term.value)));
  const labels = columns.filter((column) => column !== number);
  return {
    events: events ? [...new Set(rows.flatMap((row) => (row[events] ? [eventKey(row[events].value)] : [])))].slice(0, EVENTS) : [],
    bars: number && labels.length ? { labels, number } : undefined,
  };
}

export function Result({ table, ms, query, as }: { table: Table; ms: number; query: string; as: string }) {
  if (table.boolean !== undefined) {
    return <p class="summary">{table.boolean ? S.sparql.yes : S.sparql.no}</p>;
  }
  const rows = table.results?.bindings ?? [];
  const { events, bars } = kinds(table);
  const views = { table: S.sparql.table, ...(bars && { bars: S.sparql.bars }), ...(events.length > 0 && VIEWS) };
  const shown = as in views ? as : "table";
  return (
    <>
      <p class="faint" role="status">
        {rows.length > SHOWN ? S.sparql.cut(SHOWN, rows.length) : S.sparql.rows(rows.length)}, {S.sparql.took(ms)}
      </p>
      {Object.keys(views).length > 1 && (
        <Tabs label={S.sparql.views} of={views} chosen={shown} to={(name) => link({ sparql: query, ...(name !== "table" && { as: name }) })} />
      )}
      {shown === "table" ? (
        <Rows table={table} />
      ) : shown === "bars" && bars ? (
        <Bars table={table} {...bars} />
      ) : (
        <ViewOf name={shown} filters={{ id: events }} narrow={(more) => link({ view: "events", id: events, ...more })} />
      )}
    </>
  );
}

function Bars({ table, labels, number }: { table: Table; labels: string[]; number: string }) {
  const rows = (table.results?.bindings ?? []).slice(0, BARS);
  const most = Math.max(1, ...rows.map((row) => Number(row[number]?.value)));
  return (
    <table class="bars">
      <thead>
        <tr>
          {labels.map((label) => (
            <th key={label} scope="col">{label}</th>
          ))}
          <th scope="col" class="number">{number}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {labels.map((label) => (
              <td key={label}><Value term={row[label]} /></td>
            ))}
            <td class="number">{format(Number(row[number]?.value))}</td>
            <td class="bar">
              <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true"><rect width={Number(row[number]?.value)} height="1" /></svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rows({ table }: { table: Table }) {
  const columns = table.head.vars ?? [];
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={S.sparql.title}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(table.results?.bindings ?? []).slice(0, SHOWN).map((row, at) => (
            <tr key={at}>
              {columns.map((column) => (
                <td key={column}>
                  <Value term={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const OURS = ["person", "state", "org", "group", "place", "topic", "event"];

function Value({ term }: { term: Term | undefined }) {
  if (term?.type !== "uri" || !term.value.startsWith(BASE)) {
    return <>{term?.value}</>;
  }
  const key = term.value.slice(BASE.length);
  if (/^(ns|plover)#/.test(key)) {
    // A term as it is written in a query.
    return <>{key.replace("ns#", "kg:").replace("plover#", "plover:")}</>;
  }
  const [folder, name] = key.split("/");
  if (folder === "article" && name) {
    return <a href={link({ article: decodeURIComponent(name) })}>{key}</a>;
  }
  return folder && name && OURS.includes(folder) && !name.includes("#") ? <a href={profile(term.value)}>{key}</a> : <>{key}</>;
}
