/** The records of the JSON interface, as `api/schemas` has them. */

export type Kind = "person" | "state" | "organisation" | "group" | "place" | "topic";
export type Status = "occurred" | "future" | "hypothetical" | "negated";
export type Quad = "verbal cooperation" | "material cooperation" | "verbal conflict" | "material conflict";

export interface Named {
  id: string;
  label: string;
  aliases: string[];
}

export interface Party extends Named {
  kind: Kind;
  country: string | null;
  sector: string | null;
  role: string | null;
}

export interface Place extends Named {
  lat: number | null;
  lon: number | null;
  country: string | null;
}

/** How many or how much; `low` and `high` are equal where it is exact, null where it is open ("at least 20"). */
export interface NumberTold {
  counted: string;
  low: number | null;
  high: number | null;
  hedged: boolean;
  unit: string | null;
}

/** A number in an article, and where it stands. */
export interface Quantity extends NumberTold {
  start: number;
  end: number;
}

/** A number of an event as most reports have it, and who bears it out. */
export interface Tally extends NumberTold {
  claims: string[];
  articles: string[];
}

export interface Source {
  article: string;
  quote: string;
  start: number;
  end: number;
  published: string | null;
  source: string | null;
  url: string | null;
  status: Status;
  speaker: string | null;
  attributed_to: string | null;
  rule: string;
  confidence: number;
  says: { quantities: Quantity[] };
}

export interface EventRecord {
  id: string;
  type: string;
  mode: string | null;
  status: Status;
  cameo: string;
  intensity: number;
  quad: Quad;
  actors: Party[];
  recipients: Party[];
  mediators: Party[];
  start: string | null;
  end: string | null;
  place: Place | null;
  topics: Named[];
  confidence: number;
  reports: number;
  quantities: Tally[];
  sources: Source[];
}

export interface ClaimInFull extends Source {
  id: string;
  type: string;
  mode: string | null;
  actors: Party[];
  recipients: Party[];
  mediators: Party[];
  time_start: string | null;
  time_end: string | null;
  place: Place | null;
  topics: Named[];
  title: string | null;
  said_by: { id: string | null; label: string } | null;
}

export interface EventInFull extends EventRecord {
  claims: ClaimInFull[];
  disagreements: { field: string; versions: { value: string; claims: string[] }[] }[];
}

export interface FacetValue {
  value: string;
  label: string;
  events: number;
}

export interface EventPage {
  total: number;
  limit: number;
  offset: number;
  next: string | null;
  events: EventRecord[];
  facets: Record<string, FacetValue[]>;
}

export type Cell = Named | string | number | null | Cell[];

export interface AnswerRecord {
  question: string;
  understood: boolean;
  interpretation: string;
  sparql: string | null;
  columns: string[];
  answers: Record<string, Cell>[];
  events: string[];
  summary: string;
  suggestions: string[];
  not_understood: string | null;
}

export interface Suggestion {
  text: string;
  kind: Kind | "role" | "verb";
  id: string | null;
  label: string | null;
  type: string | null;
  events: number;
}

export interface Counterpart extends Named {
  kind: Kind;
  country: string | null;
  events: number;
  quads: Partial<Record<Quad, number>>;
  first: string | null;
  last: string | null;
}

/** When events are, counted by a unit that suits. */
export interface Times {
  by: Unit;
  total: number;
  outside: number;
  periods: Period[];
}

export type Unit = "day" | "month" | "year";

export interface Period {
  period: string;
  events: number;
  quads: Partial<Record<Quad, number>>;
}

export interface Term {
  person: string;
  person_label: string;
  office: string;
  body: string;
  body_label: string;
  start: string;
  end: string | null;
  status: string;
}

interface EntityInFull extends Named {
  kind: Kind;
  country: string | null;
  sector: string | null;
  wikidata: string | null;
  lat: number | null;
  lon: number | null;
  events: number;
  latest: EventRecord[];
}

export interface ActorInFull extends EntityInFull {
  terms: Term[];
  counterparts: Counterpart[];
}

export interface PlaceInFull extends EntityInFull {
  parties: Counterpart[];
}

export interface ArticleClaim {
  id: string;
  event: string | null;
  type: string;
  mode: string | null;
  actors: Party[];
  recipients: Party[];
  mediators: Party[];
  time_start: string | null;
  time_end: string | null;
  place: Place | null;
  topics: Named[];
  status: Status;
  quote: string;
  start: number;
  end: number;
  attributed_to: string | null;
  confidence: number;
  rule: string;
}

export interface Span {
  start: number;
  end: number;
  kind: "claim" | "name";
  claim: string;
  event: string | null;
  entity: string | null;
  label: string | null;
}

export interface ArticleInFull {
  id: string;
  iri: string;
  title: string | null;
  text: string;
  published: string | null;
  published_from: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
  claims: ArticleClaim[];
  spans: Span[];
}

export interface ArticlePage {
  total: number;
  next: string | null;
  articles: { id: string; title: string | null; published: string | null; source: string | null; claims: number }[];
}

export interface End {
  id: string;
  label: string;
  kind: Kind;
  country: string | null;
}

export interface Health {
  version: string;
  counts: Record<string, number>;
}

export interface NetworkNode extends End {
  events: number;
}

export interface Dealing {
  source: string;
  target: string;
  kind: string;
  type: string;
  quad: Quad;
  directed: boolean;
  events: number;
  intensity: number;
  first: string | null;
  last: string | null;
}

export interface Dealings {
  total: number;
  nodes: NetworkNode[];
  dealings: Dealing[];
}

export interface PlacePage {
  total: number;
  placed: number;
  places: (Place & { kind: Kind; events: number })[];
}

export type Change = "merge" | "split" | "retract" | "undo";

/** What somebody has put right. */
export interface Correction {
  id: string;
  change: Change;
  about: string[];
  apart_from: string[];
  why: string;
  by: string;
  at: string;
  holds: boolean;
  claims: { id: string; article: string; quote: string; start: number; end: number; type: string; mode: string | null; event: string | null }[];
}

export interface Corrected {
  correction: { id: string };
  events: string[];
}
