/** Every English text of the explorer. */
import type { Kind, Quad, Status } from "./data/records";

const number = new Intl.NumberFormat("en");

export function count(many: number, one: string, more = `${one}s`): string {
  return `${number.format(many)} ${many === 1 ? one : more}`;
}

export const format = (many: number): string => number.format(many);

/** "A, B and C". */
export const list = (names: readonly string[]): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);

export const TYPES: Record<string, string> = {
  AGREE: "agreement",
  CONSULT: "talks",
  SUPPORT: "support",
  COOPERATE: "cooperation",
  AID: "aid",
  RETREAT: "retreat or release",
  REQUEST: "demand",
  ACCUSE: "accusation",
  REJECT: "rejection",
  THREATEN: "threat",
  PROTEST: "protest",
  SANCTION: "sanctions",
  MOBILIZE: "mobilisation",
  COERCE: "coercion",
  ASSAULT: "assault",
  CONCEDE: "concession",
};

/** Modes that read better otherwise than as they are. */
export const MODES: Record<string, string> = {
  phone: "by phone",
  visit: "visit",
  meet: "meeting",
  mediate: "mediation",
  multilateral: "multilateral",
  "third-party": "on neutral ground",
  allege: "allegation",
  disapprove: "disapproval",
};

export const QUADS: Record<Quad, string> = {
  "verbal cooperation": "Verbal cooperation",
  "material cooperation": "Material cooperation",
  "verbal conflict": "Verbal conflict",
  "material conflict": "Material conflict",
};

export const QUAD_HELP: Record<Quad, string> = {
  "verbal cooperation": "agreeing, talking, supporting in words",
  "material cooperation": "helping, giving way, working together",
  "verbal conflict": "demanding, accusing, rejecting, threatening",
  "material conflict": "protesting, sanctioning, mobilising, coercing, attacking",
};

export const STATUSES: Record<Status, string> = {
  occurred: "occurred",
  future: "planned",
  hypothetical: "possible",
  negated: "denied or did not happen",
};

export const KINDS: Record<Kind | "role" | "verb", string> = {
  person: "person",
  state: "state",
  organisation: "organisation",
  group: "group",
  place: "place",
  topic: "topic",
  role: "role",
  verb: "what happened",
};

export const SECTORS: Record<string, string> = {
  GOV: "government",
  MIL: "military",
  REB: "rebels",
  OPP: "opposition",
  PTY: "party",
  COP: "police",
  JUD: "judges",
  SPY: "intelligence",
  IGO: "intergovernmental",
  NGO: "non-governmental",
  BUS: "business",
  MED: "media",
  CVL: "civilians",
  EDU: "education",
  REL: "religion",
  CRM: "crime",
  LEG: "legislature",
};

export const OFFICES: Record<string, string> = {
  head_of_state: "Head of state",
  head_of_government: "Head of government",
  foreign_minister: "Foreign minister",
  defence_minister: "Defence minister",
  leader: "Leader",
  secretary_general: "Secretary-general",
  president_of_body: "President",
  crown_prince: "Crown prince",
};

/** A name of a table as words. */
export const words = (name: string): string => name.replaceAll("_", " ");

export const S = {
  name: "Aide-mémoire",
  tagline: "Who met, called, threatened, sanctioned or fought whom. Each statement with the sentence that says so.",
  skip: "Skip to the content",
  loading: "Loading …",
  size: (events: number, articles: number) => `${count(events, "event")} from ${count(articles, "article")}`,
  sizeHelp:
    "An event is one thing that happened, or was said to be coming, with every article that reports it. What is planned, possible or denied counts as an event of that status.",
  version: (version: string) => `Version ${version}.`,
  latest: (day: string) => `The latest that occurred is of ${day}.`,
  nav: { label: "Pages", ask: "Ask", explore: "Explore", articles: "Articles", add: "Add", sparql: "SPARQL", docs: "HTTP interface" },
  theme: { label: "Colours", auto: "System colours", light: "Light", dark: "Dark" },

  ask: {
    label: "Ask the graph a question, in English",
    placeholder: "Which leaders discussed Karabakh?",
    button: "Ask",
    examples: "Try one of these",
    suggestions: "How the last word may go on",
    found: (many: number) => (many ? `${count(many, "suggestion")}: arrow keys to choose.` : "No suggestions."),
    understood: "Understood as",
    notUnderstood: "Not understood",
    notUnderstoodPart: "The marked words mean nothing to the graph.",
    couldAsk: "These would be understood",
    nothing: "The graph has no answer to this. It knows only what its articles say.",
    rests: (many: number) => `The ${count(many, "event")} behind it`,
    sentences: (many: number) => count(many, "sentence"),
    show: "Show the sentences behind this row",
    more: (many: number) => `Show ${count(many, "more event", "more events")}`,
    row: "Evidence",
    views: "How the answer is shown",
    open: "Open in the explorer",
  },
  examples: [
    "Which leaders discussed Karabakh?",
    "Who called whom in 2022?",
    "When did Aliyev and Pashinyan meet?",
    "How many times did Putin and Erdogan speak?",
    "Where did Trump meet Kim Jong Un?",
    "Which presidents met in Sochi?",
    "Who mediated between Armenia and Azerbaijan?",
    "who met pashinyan in october 2022",
    "What happened between Israel and Hamas?",
    "Which articles report the meeting between Aliyev and Pashinyan in Washington?",
  ],

  columns: {
    who: "Who", whom: "Whom", when: "When", where: "Where", what: "What", times: "Times", article: "Article", topic: "About",
  } as Record<string, string>,

  event: {
    undated: "undated",
    between: (from: string, to: string) => `${from} to ${to}`,
    mediated: "mediated by",
    about: "about",
    at: "in",
    reports: (many: number) => count(many, "article"),
    confidence: "Confidence",
    confidenceHelp: "From 0 to 1: how sure the reading is, by a few countable signs such as named people and a day of its own.",
    intensity: "Intensity",
    intensityHelp: "PLOVER’s score of such an event: from −10, the worst conflict, to 10, the closest cooperation.",
    cameo: "CAMEO",
    cameoHelp: "The code of such an event in CAMEO, an older scheme.",
    status: "Status",
    type: "Type",
    claims: "What the articles say",
    claim: "Read as",
    rule: "Rule",
    saidBy: "said by",
    differ: "Where they differ",
    parties: "Who took part",
    slot: { actors: "Who", recipients: "To whom", mediators: "Mediated by" },
    title: "Event",
    inArticle: "Read it in the article",
    moreQuotes: (many: number) => `${count(many, "more sentence")}`,
    noAgent: "somebody",
  },

  profile: {
    aliases: "Also",
    offices: "Offices",
    holders: "Who held office",
    since: (from: string) => `since ${from}`,
    with: "With whom",
    withHelp: "Events that occurred in which both took part, by kind.",
    active: "Who was active here",
    time: "When",
    timeHelp: "Events that occurred, by month and kind.",
    latest: "Latest events",
    all: (many: number) => `All ${count(many, "event")}`,
    none: "The graph has no events of this.",
    as: "As a topic",
    pair: "Pair",
    between: (a: string, b: string) => `${a} and ${b}`,
    types: "What kind",
    first: "First",
    last: "Last",
    events: "Events",
    more: (many: number) => `Show all ${format(many)}`,
  },

  article: {
    list: "Articles",
    published: "Published",
    publishedFrom: (how: string) => `day taken from: ${how}`,
    original: "Original",
    claims: "What was read in it",
    claimsCount: "Claims",
    text: "Text",
    untitled: "Untitled article",
    help: "Underlined sentences tell of events; bold names take part. Choose a sentence to see what was read.",
    none: "No event was found in this article.",
    next: "Next page",
  },

  key: {
    label: "Key",
    help: "From `kg key add NAME --scope write`, run where the service runs. It is kept in this tab only.",
    use: "Use it",
  },

  add: {
    title: "Add an article",
    help: "Paste a text to see what is read in it. Nothing is kept until you say so, which needs a key.",
    text: "Text",
    heading: "Title (if known)",
    published: "Published (if known)",
    publishedHelp: "“On Monday” and “the president” are read against this day.",
    source: "Outlet (if known)",
    read: "Read it",
    keep: "Keep it",
    kept: "Kept.",
    open: "Open the article",
    state: { queued: "Waiting for its turn …", running: "Being read and stored …", done: "Done.", failed: "That failed." } as Record<string, string>,
    found: (many: number) => (many ? `${count(many, "claim")} read:` : "No event was found in this text."),
  },

  explore: {
    title: "Explore",
    views: "Views",
    view: { events: "Events", network: "Network", time: "Timeline", map: "Map", matrix: "Matrix" } as Record<string, string>,
    filters: "Filters",
    clear: "Clear all",
    remove: (what: string) => `Remove the filter ${what}`,
    text: "Words within a sentence",
    search: "Search",
    events: (many: number) => count(many, "event"),
    none: "No event meets these filters.",
    more: "Load more",
    facets: {
      quad: "Cooperation or conflict", type: "Type", mode: "Mode", status: "Status", either: "Who takes part",
      country: "Country", sector: "Sector", topic: "About", place: "Where",
    } as Record<string, string>,
    fields: {
      id: "events", either: "with", actor: "by", recipient: "to", country: "country", sector: "sector", type: "type", mode: "mode",
      quad: "kind", topic: "about", place: "in", within: "within", status: "status", from: "from", to: "until", text: "words",
      article: "article", min_reports: "articles at least",
    } as Record<string, string>,
    chosen: (many: number) => `${count(many, "event")} of an answer`,
    showMore: "More",
    showLess: "Fewer",
  },

  time: {
    title: "Events over time",
    help: "Drag to choose a time; with the keyboard, the two sliders below. Undated events are not shown here.",
    from: "From",
    to: "Until",
    clear: "All times",
    play: "Play",
    pause: "Stop",
    months: "by month",
    years: "by year",
    bar: (period: string, many: number) => `${period}: ${count(many, "event")}`,
  },

  network: {
    title: "Who deals with whom",
    help: "Drag to move, scroll to zoom, choose a node to see its neighbours. Lines that lie side by side are different kinds of dealings.",
    people: "Actors",
    states: "Countries",
    colour: "Colour by",
    colours: { country: "country", kind: "kind of actor", community: "community" } as Record<string, string>,
    lines: "Lines by",
    most: "Relations",
    lineBy: { quad: "kind of dealing", scale: "cooperation to conflict" } as Record<string, string>,
    find: "Find in the network",
    pin: "Pin",
    unpin: "Unpin",
    hide: "Hide",
    only: "Only its neighbours",
    all: "Show all",
    hidden: (many: number) => `Show ${format(many)} hidden`,
    expandMore: "More of its dealings",
    pathTo: "Path to …",
    pathFrom: (name: string) => `Path from ${name}: choose where to`,
    path: (steps: number) => `The shortest path has ${count(steps, "step")}.`,
    noPath: "No path leads there.",
    cancel: "Cancel",
    size: (nodes: number, edges: number) => `${count(nodes, "actor")}, ${count(edges, "relation")}`,
    cut: (shown: number, all: number) => `The ${format(shown)} relations with most events, of ${format(all)}`,
    selected: "Chosen",
    nothing: "No two actors have dealt with each other within these filters.",
    scale: ["conflict", "cooperation"],
    table: "The relations as a table",
    directed: "An arrow leads from who did it to whom; lines without one are mutual.",
    weight: "Thickness: number of events. Size of a node: events it takes part in.",
    canvas: "Network of actors; the table below has the same relations.",
    noWebgl: "This browser cannot draw the network (it has no WebGL). The table has the same relations.",
  },

  map: {
    title: "Where it happened",
    help: "Circles count events; choose one to see them. Dashed borders are disputed in whole or in part; none of the lines states a position.",
    source: "Outlines: Natural Earth.",
    placed: (placed: number, all: number) => `${format(placed)} of ${count(all, "event")} with a known place on the map`,
    label: "Map of events",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    whole: "Whole world",
    here: (many: number, where: string) => `${where}: ${count(many, "event")}`,
    others: (many: number) => `and ${count(many, "other place")}`,
    none: "No event within these filters has a place on the map.",
    list: "The places as a table",
  },

  matrix: {
    title: "Who with whom",
    help: "A cell counts the dealings of two; its colour runs from conflict to cooperation. Choose a cell for its events.",
    cell: (a: string, b: string, many: number) => `${a} and ${b}: ${count(many, "event")}`,
    none: "No two actors have dealt with each other within these filters.",
    cut: (shown: number, all: number) => `The ${format(shown)} with most dealings, of ${format(all)}`,
  },

  download: {
    label: "Download",
    csv: "CSV",
    json: "JSON",
    jsonl: "JSON lines",
    gexf: "GEXF (Gephi)",
    geojson: "GeoJSON",
    png: "PNG",
    svg: "SVG",
    answer: "Answer",
    events: "Events",
    link: "Copy the link",
    copied: "Link copied",
    copyFailed: "Copy the address from the address bar",
  },

  sparql: {
    title: "SPARQL",
    help: "SPARQL 1.1, read only. The prefixes kg:, plover:, sem:, prov:, skos:, rdfs:, person:, state:, org:, group:, place: and topic: need no declaration. Control-Enter runs the query, Control-Space completes.",
    query: "Query",
    run: "Run",
    examples: "Examples",
    rows: (many: number) => count(many, "row"),
    cut: (shown: number, all: number) => `The first ${format(shown)} of ${format(all)} rows`,
    yes: "Yes",
    no: "No",
    graph: (many: number) => count(many, "line"),
    took: (ms: number) => `${format(Math.round(ms))} ms`,
    none: "No rows.",
  },
};
