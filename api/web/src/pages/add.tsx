/** An article of the reader's own: pasted, read, looked at, and kept if a key allows it. */
import { useEffect, useState } from "preact/hooks";
import { link, state } from "../data/address";
import type { ArticleInFull } from "../data/records";
import { Failure, forget, get, key, post } from "../data/service";
import { KeyForm } from "../parts/key";
import { S } from "../strings";
import { Reading } from "./article";

const LOOK_MS = 400;

interface Job {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  articles: string[];
  skipped: { what: string; remedy: string | null }[];
  error: { what: string; remedy: string | null } | null;
}

interface Given {
  text: string;
  title?: string;
  published?: string;
  source?: string;
}

export function AddPage() {
  const [given, setGiven] = useState<Given>();
  const [found, setFound] = useState<ArticleInFull>();
  const [error, setError] = useState<Failure>();
  const [job, setJob] = useState<Job>();
  const [busy, setBusy] = useState(false);
  const [hasKey, setHasKey] = useState(key() !== null);
  useEffect(() => {
    document.title = `${S.add.title} – ${S.name}`;
  }, []);

  const trying = async (what: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await what();
    } catch (wrong) {
      setError(wrong instanceof Failure ? wrong : new Failure(String(wrong)));
    }
    setBusy(false);
  };
  const read = (form: HTMLFormElement) =>
    trying(async () => {
      const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value));
      const article = fields as unknown as Given;
      setJob(undefined);
      setFound(await post<ArticleInFull>("read", article));
      setGiven(article);
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
      // The graph has changed: what was answered before no longer holds.
      forget();
      const wrong = now.error ?? now.skipped[0];
      if (wrong) {
        throw new Failure(wrong.what, null, wrong.remedy);
      }
    });

  return (
    <>
      <h1 tabIndex={-1}>{S.add.title}</h1>
      <p class="faint">{S.add.help}</p>
      <form
        class="add"
        onSubmit={(event) => {
          event.preventDefault();
          void read(event.currentTarget);
        }}
      >
        <label>
          {S.add.text}
          <textarea name="text" rows={8} required />
        </label>
        <div class="columns">
          <label>
            {S.add.heading}
            <input name="title" />
          </label>
          <label>
            {S.add.published}
            <input name="published" type="date" />
            <span class="help">{S.add.publishedHelp}</span>
          </label>
          <label>
            {S.add.source}
            <input name="source" />
          </label>
        </div>
        <button type="submit" class="primary" disabled={busy}>{S.add.read}</button>
      </form>
      {error && (
        <div class="wrong" role="alert">
          <p>{error.message}</p>
        </div>
      )}
      <section aria-live="polite" aria-busy={busy}>
        {found && (
          <>
            <h2>{S.add.found(found.claims.length)}</h2>
            <Reading article={found} at={state.value.get("at")} to={(at) => link({ page: "add", at })} />
            {job?.state === "done" && !error ? (
              <p>
                {S.add.kept} <a href={link({ article: job.articles[0] ?? found.id })}>{S.add.open}</a>
              </p>
            ) : (
              <>
                {job && !error && <p role="status">{S.add.state[job.state]}</p>}
                {hasKey && error?.status !== 401 && error?.status !== 403 ? (
                  <button type="button" class="primary" disabled={busy} onClick={() => void keep()}>{S.add.keep}</button>
                ) : (
                  <KeyForm
                    done={() => {
                      setHasKey(true);
                      setError(undefined);
                    }}
                  />
                )}
              </>
            )}
          </>
        )}
      </section>
    </>
  );
}
