/** An article of the reader's own: pasted or got from its address, read, looked at, and kept if a key allows it. */
import { useEffect, useState } from "preact/hooks";
import { link, state } from "../data/address";
import type { ArticleInFull } from "../data/records";
import { Failure, forget, get, key, post, useKey } from "../data/service";
import { KeyForm } from "../parts/key";
import { Tabs } from "../parts/tabs";
import { S } from "../strings";
import { Origin, Reading } from "./article";

const LOOK_MS = 400;

interface Job {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  articles: string[];
  skipped: { what: string; remedy: string | null }[];
  error: { what: string; remedy: string | null } | null;
}

/** A record as the service takes it. */
export type Given = Partial<Record<"id" | "text" | "title" | "published" | "source" | "url" | "language", string>>;

const refused = (error: Failure | undefined) => error?.status === 401 || error?.status === 403;

/** What was got, to be kept as it is; a day that was found in the text is found there again. */
export function record(found: ArticleInFull): Given {
  const { id, text, title, published, published_from, source, url, language } = found;
  const fields = { id, text, title, published: published_from === "metadata" ? published : null, source, url, language };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Given;
}

export function AddPage() {
  const way = state.value.get("from") === "address" ? "address" : "text";
  useEffect(() => {
    document.title = `${S.add.title} – ${S.name}`;
  }, []);
  return (
    <>
      <h1 tabIndex={-1}>{S.add.title}</h1>
      <p class="faint">{S.add.help}</p>
      <Tabs label={S.add.ways} of={S.add.way} chosen={way} to={(name) => link({ page: "add", ...(name === "address" && { from: name }) })} />
      <Adding key={way} way={way} />
    </>
  );
}

function Adding({ way }: { way: "text" | "address" }) {
  const [given, setGiven] = useState<Given>();
  const [found, setFound] = useState<ArticleInFull>();
  const [stale, setStale] = useState(false);
  const [error, setError] = useState<Failure>();
  const [job, setJob] = useState<Job>();
  const [busy, setBusy] = useState(false);
  const [hasKey, setHasKey] = useState(key() !== null);

  const trying = async (what: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await what();
    } catch (wrong) {
      setError(wrong instanceof Failure ? wrong : new Failure(String(wrong)));
      setHasKey(key() !== null);
    }
    setBusy(false);
  };
  const read = (form: HTMLFormElement) =>
    trying(async () => {
      setJob(undefined);
      setFound(undefined);
      const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value)) as Given;
      const shown = await post<ArticleInFull>(way === "address" ? "fetch" : "read", fields);
      setGiven(way === "address" ? record(shown) : fields);
      setFound(shown);
      setStale(false);
    });
  const keep = () =>
    trying(async () => {
      let now = await post<Job>("articles", given);
      setJob(now);
      while (now.state === "queued" || now.state === "running") {
        await new Promise((done) => setTimeout(done, LOOK_MS));
        now = await get<Job>(`jobs/${now.id}`, undefined, true);
        setJob(now);
      }
      forget();
      const wrong = now.error ?? now.skipped[0];
      if (wrong) {
        throw new Failure(wrong.what, null, wrong.remedy);
      }
    });
  const needsKey = refused(error) || (!hasKey && (way === "address" || found !== undefined));
  const span = (at: string) => link({ page: "add", ...(way === "address" && { from: way }), at });

  return (
    <>
      <form
        class="add"
        onInput={() => setStale(true)}
        onSubmit={(event) => {
          event.preventDefault();
          void read(event.currentTarget);
        }}
      >
        {way === "address" ? <AddressField /> : <TextFields />}
        <button type="submit" class="primary" disabled={busy}>{way === "address" ? S.add.fetch : S.add.read}</button>
      </form>
      {error && (
        <div class="wrong" role="alert">
          <p>{error.message}</p>
        </div>
      )}
      {needsKey ? (
        <KeyForm
          done={() => {
            setHasKey(true);
            setError(undefined);
          }}
        />
      ) : (
        hasKey && (
          <p class="faint">
            {S.key.used}{" "}
            <button
              type="button"
              class="link"
              onClick={() => {
                useKey(null);
                setHasKey(false);
              }}
            >
              {S.key.forget}
            </button>
          </p>
        )
      )}
      <section aria-live="polite" aria-busy={busy}>
        {busy && !found && <p role="status">{S.add.busy}</p>}
        {found && (
          <>
            <h2>{S.add.found(found.claims.length)}</h2>
            {way === "address" && <Origin of={found} title />}
            <Reading article={found} at={state.value.get("at")} to={span} />
            {job?.state === "done" && !error ? (
              <p>
                {S.add.kept} <a href={link({ article: job.articles[0] ?? found.id })}>{S.add.open}</a>
              </p>
            ) : (
              <>
                {job && !error && <p role="status">{S.add.state[job.state]}</p>}
                {stale && <p class="faint">{S.add.stale}</p>}
                {hasKey && !refused(error) && (
                  <p>
                    <button type="button" class="primary" disabled={busy || stale} onClick={() => void keep()}>{S.add.keep}</button>
                  </p>
                )}
              </>
            )}
          </>
        )}
      </section>
    </>
  );
}

function AddressField() {
  return (
    <>
      <label>
        {S.add.address}
        <input name="url" type="url" required maxLength={2000} placeholder="https://" aria-describedby="address-help" />
      </label>
      <p class="help" id="address-help">{S.add.addressHelp}</p>
    </>
  );
}

function TextFields() {
  return (
    <>
      <label>
        {S.add.text}
        <textarea name="text" rows={8} required />
      </label>
      <div class="columns">
        <label>
          {S.add.heading}
          <input name="title" />
        </label>
        <div>
          <label>
            {S.add.published}
            <input name="published" type="date" aria-describedby="published-help" />
          </label>
          <p class="help" id="published-help">{S.add.publishedHelp}</p>
        </div>
        <label>
          {S.add.source}
          <input name="source" />
        </label>
      </div>
    </>
  );
}
