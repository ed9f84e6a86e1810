/** The frame of every page, and which page an address means. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { link, state } from "./data/address";
import type { EventPage, Health } from "./data/records";
import { useAnswer } from "./data/use";
import { AddPage } from "./pages/add";
import { AnswerPage } from "./pages/answer";
import { ArticlePageOf, ArticlesPage } from "./pages/article";
import { CorrectionsPage } from "./pages/corrections";
import { EventPageOf } from "./pages/event";
import { ExplorePage } from "./pages/explore";
import { ActorPage, PairPage, PlacePage, TopicPage } from "./pages/profiles";
import { LATEST, StartPage } from "./pages/start";
import { S } from "./strings";

export function App() {
  return (
    <>
      <a class="skip" href="#content">{S.skip}</a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Page />
      </main>
      <Footer />
    </>
  );
}

function Page() {
  const at = state.value;
  const given = (name: string) => at.get(name) ?? "";
  // A key makes a page new when its subject changes, so that nothing of the one before stays.
  if (at.has("view")) {
    return <ExplorePage view={given("view") in S.explore.view ? given("view") : "events"} />;
  }
  if (at.has("sparql")) {
    return <Later load={async () => (await import("./pages/sparql")).SparqlPage} />;
  }
  if (at.get("page") === "add") {
    return <AddPage />;
  }
  if (at.get("page") === "corrections") {
    return <CorrectionsPage />;
  }
  if (at.has("page")) {
    return <ArticlesPage offset={Number(given("offset")) || 0} />;
  }
  if (at.get("q")) {
    return <AnswerPage key={given("q")} question={given("q")} />;
  }
  if (at.has("event")) {
    return <EventPageOf key={given("event")} id={given("event")} />;
  }
  if (at.has("article")) {
    return <ArticlePageOf key={given("article")} id={given("article")} at={at.get("at")} />;
  }
  if (at.has("pair")) {
    return <PairPage key={at.getAll("pair").join()} ids={at.getAll("pair")} />;
  }
  if (at.has("actor")) {
    return <ActorPage key={given("actor")} id={given("actor")} />;
  }
  if (at.has("place")) {
    return <PlacePage key={given("place")} id={given("place")} />;
  }
  if (at.has("topic")) {
    return <TopicPage key={given("topic")} id={given("topic")} />;
  }
  return <StartPage />;
}

function Later({ load }: { load: () => Promise<ComponentType> }) {
  const [Loaded, set] = useState<{ page: ComponentType }>();
  useEffect(() => {
    void load().then((page) => set({ page }));
  }, []);
  return Loaded ? <Loaded.page /> : <p class="faint loading" role="status">{S.loading}</p>;
}

function Header() {
  const at = state.value;
  const on = (yes: boolean) => (yes ? "page" : undefined);
  const asking = at.has("q") || [...at.keys()].length === 0;
  return (
    <header class="top">
      <a class="home" href="./">{S.name}</a>
      <nav aria-label={S.nav.label}>
        <a href="./" aria-current={on(asking)}>{S.nav.ask}</a>
        <a href={link({ view: "events" })} aria-current={on(at.has("view"))}>{S.nav.explore}</a>
        <a href={link({ page: "articles" })} aria-current={on(at.get("page") === "articles" || at.has("article"))}>{S.nav.articles}</a>
        <a href={link({ page: "add" })} aria-current={on(at.get("page") === "add")}>{S.nav.add}</a>
        <a href={link({ page: "corrections" })} aria-current={on(at.get("page") === "corrections")}>{S.nav.corrections}</a>
        <a href={link({ sparql: "" })} aria-current={on(at.has("sparql"))}>{S.nav.sparql}</a>
        <a href="docs">{S.nav.docs}</a>
      </nav>
      <Theme />
    </header>
  );
}

const THEMES = ["auto", "light", "dark"] as const;

function Theme() {
  const [theme, set] = useState<string>(() => localStorage.getItem("theme") ?? "auto");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    // What is drawn on a canvas has to look its colours up again.
    window.dispatchEvent(new Event("theme"));
  }, [theme]);
  return (
    <label class="theme">
      <span class="unseen">{S.theme.label}</span>
      <select value={theme} onChange={(event) => set(event.currentTarget.value)}>
        {THEMES.map((name) => (
          <option key={name} value={name}>{S.theme[name]}</option>
        ))}
      </select>
    </label>
  );
}

function Footer() {
  const health = useAnswer<Health>("health");
  const latest = useAnswer<EventPage>(LATEST).data?.events[0]?.start;
  const counts = health.data?.counts;
  return (
    <footer class="bottom">
      {counts && (
        <p>
          <span title={S.sizeHelp}>{S.size(counts.events ?? 0, counts.articles ?? 0)}</span>. {latest && S.latest(latest)} {S.sizeHelp} {S.version(health.data?.version ?? "")}
        </p>
      )}
      {health.error && <p class="wrong" role="alert">{health.error.message}</p>}
    </footer>
  );
}
