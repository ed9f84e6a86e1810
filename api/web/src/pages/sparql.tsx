/** SPARQL: an editor with completion of the project's terms, examples, and the result as a table. */
import type { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, link, state } from "../data/address";
import { ask, failure, Failure } from "../data/service";
import { Downloads, type File } from "../parts/download";
import { EXAMPLES } from "../sparql/examples";
import { Result, type Table } from "../sparql/result";
import { S } from "../strings";

const TABLE = "application/sparql-results+json";

type Found = { ms: number } & ({ table: Table } | { graph: string });

export async function run(query: string, accept = `${TABLE}, text/turtle`): Promise<Response> {
  const answer = await ask("sparql", accept, { method: "POST", headers: { "Content-Type": "application/sparql-query" }, body: query });
  if (!answer.ok) {
    throw failure(await answer.json().catch(() => null), answer.status);
  }
  return answer;
}

export function SparqlPage() {
  const given = state.value.get("sparql") || EXAMPLES[0]?.query || "";
  const as = state.value.get("as") ?? "";
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>();
  const [result, setResult] = useState<Found>();
  const [error, setError] = useState<Failure>();
  const [busy, setBusy] = useState(false);

  const ask = async (query = editor.current?.state.doc.toString() ?? given) => {
    go(link({ sparql: query, ...(query === given && as && { as }) }), { replace: query === given });
    setBusy(true);
    setError(undefined);
    const start = performance.now();
    try {
      const answer = await run(query);
      const ms = performance.now() - start;
      const isTable = answer.headers.get("Content-Type")?.startsWith(TABLE);
      setResult(isTable ? { ms, table: (await answer.json()) as Table } : { ms, graph: await answer.text() });
    } catch (wrong) {
      setResult(undefined);
      setError(wrong instanceof Failure ? wrong : new Failure(String(wrong)));
    }
    setBusy(false);
  };
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    document.title = `${S.sparql.title} – ${S.name}`;
    let gone = false;
    void import("../sparql/editor").then(({ edit }) => {
      if (!gone && host.current) {
        editor.current = edit(host.current, given, S.sparql.query, () => void latest.current());
        if (state.value.get("sparql")) {
          void latest.current();
        }
      }
    });
    return () => {
      gone = true;
      editor.current?.destroy();
    };
  }, []);
  useEffect(() => {
    const shown = editor.current;
    if (shown && shown.state.doc.toString() !== given) {
      shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: given } });
    }
  }, [given]);

  const files = (kind: [string, string, string][]): File[] =>
    kind.map(([label, type, name]) => ({ label, name, make: async () => (await run(editor.current?.state.doc.toString() ?? given, type)).blob() }));
  return (
    <>
      <h1 tabIndex={-1}>{S.sparql.title}</h1>
      <p class="faint">{S.sparql.help}</p>
      <div class="editor" ref={host} />
      <div class="tools">
        <button type="button" class="primary" disabled={busy} onClick={() => void ask()}>{S.sparql.run}</button>
        <label>
          <span class="unseen">{S.sparql.examples}</span>
          <select
            value=""
            onChange={(event) => {
              const one = EXAMPLES[Number(event.currentTarget.value)];
              event.currentTarget.value = "";
              if (one) {
                void ask(one.query);
              }
            }}
          >
            <option value="" disabled>{S.sparql.examples} …</option>
            {EXAMPLES.map((one, at) => (
              <option key={one.title} value={at}>{one.title}</option>
            ))}
          </select>
        </label>
      </div>
      <section class="result" aria-live="polite" aria-busy={busy}>
        {error && (
          <p class="wrong" role="alert">
            {[error.where, error.what, error.remedy].filter(Boolean).join(": ")}
          </p>
        )}
        {result && "graph" in result && (
          <>
            <pre class="code" tabIndex={0}>{result.graph}</pre>
            <Downloads files={files([["Turtle", "text/turtle", "graph.ttl"], ["JSON-LD", "application/ld+json", "graph.jsonld"]])} />
          </>
        )}
        {result && "table" in result && (
          <>
            <Result table={result.table} ms={result.ms} query={given} as={as} />
            <Downloads files={files([[S.download.csv, "text/csv", "result.csv"], [S.download.json, TABLE, "result.json"]])} />
          </>
        )}
      </section>
    </>
  );
}
