/** What is shown is what the address says: pages, filters and views are parameters of one address. */
import { signal } from "@preact/signals";

export const BASE = "https://w3id.org/aide-memoire/";
const FOLDERS = ["person", "state", "org", "group", "place", "topic", "event", "claim"];

/** Fields of the service's filter that the explorer sets. */
export const FILTERS = [
  "id", "either", "actor", "recipient", "country", "sector", "type", "mode", "quad", "topic", "place", "within",
  "status", "from", "to", "text", "article", "min_reports",
] as const;
export type FilterName = (typeof FILTERS)[number];
const IRIS: readonly string[] = ["either", "actor", "recipient", "topic", "place", "within"];
const REPEATED: readonly string[] = ["either", "id", "country"];

export type State = URLSearchParams;
/** A filter as in the address: IRIs without the base that all share. */
export type Filters = Partial<Record<FilterName, string[]>>;

/** The end of an IRI that tells it apart from others. */
export function tail(iri: string): string {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
}

/** What `tail` was made of; names stay names. */
export function iri(given: string): string {
  const folder = given.split("/", 1)[0] ?? "";
  return given.includes("/") && FOLDERS.includes(folder) ? BASE + given : given;
}

export function eventKey(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

export function read(state: State): Filters {
  const found: Filters = {};
  for (const name of FILTERS) {
    const values = state.getAll(name).filter(Boolean);
    if (values.length) {
      found[name] = REPEATED.includes(name) ? values : values.slice(-1);
    }
  }
  return found;
}

/** A filter as the service takes it. */
export function asked(filters: Filters): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [name, IRIS.includes(name) ? values.map(iri) : values]),
  );
}

/** The address of a state. */
export function link(parameters: Record<string, string | readonly string[] | undefined>): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of typeof value === "string" ? [value] : (value ?? [])) {
      made.append(name, one);
    }
  }
  // Slashes and commas may stand in a query as they are, and read better.
  const text = made.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `./?${text}` : "./";
}

/** Where someone or something has a page. */
export function profile(id: string): string {
  const key = tail(id);
  const folder = key.split("/", 1)[0];
  if (folder === "place" || folder === "topic" || folder === "event") {
    return link({ [folder]: folder === "event" ? eventKey(id) : key });
  }
  return link({ actor: key });
}

/** Where the service tells of an entity: each part of the path encoded. */
export function path(noun: string, key: string): string {
  return `${noun}/${key.split("/").map(encodeURIComponent).join("/")}`;
}

export const state = signal<State>(now());

function now(): State {
  const found = new URLSearchParams(location.search);
  if (location.pathname.endsWith("/sparql") && !found.has("sparql")) {
    found.set("sparql", "");
  }
  return found;
}

/** Go to a state. A replaced one leaves no trace in the history. */
export function go(address: string, { replace = false } = {}): void {
  const target = new URL(address, new URL("./", location.href));
  if (target.href !== location.href) {
    history[replace ? "replaceState" : "pushState"](null, "", target);
  }
  state.value = now();
}

window.addEventListener("popstate", () => {
  state.value = now();
});

/** Links within the explorer change the state; all others, and those opened elsewhere, are the browser's. */
document.addEventListener("click", (click) => {
  const anchor = click.target instanceof Element ? click.target.closest("a") : null;
  if (!anchor || click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey) {
    return;
  }
  const given = anchor.getAttribute("href") ?? "";
  if (given !== "./" && !given.startsWith("./?")) {
    return;
  }
  click.preventDefault();
  go(given);
  if (!anchor.hasAttribute("data-stay")) {
    window.scrollTo(0, 0);
    document.querySelector("main")?.focus({ preventScroll: true });
  }
});
