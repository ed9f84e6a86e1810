/** What can be completed in a query: the project's prefixes, properties and types, and words of SPARQL. */
import { TYPES } from "../strings";

const PROPERTIES: Record<string, string> = {
  "kg:actor": "who does it",
  "kg:recipient": "to whom it is done",
  "kg:mediator": "who mediates",
  "sem:hasActor": "who takes part, in whatever slot",
  "sem:hasPlace": "where",
  "kg:topic": "about what",
  "kg:mode": "how, such as \"phone\"",
  "kg:status": "occurred, future, hypothetical or negated",
  "kg:eventType": "the type, also of what did not occur",
  "kg:start": "the day, month or year it began, as told",
  "kg:end": "the day, month or year it ended, as told",
  "kg:earliest": "the first day that it may have been",
  "kg:latest": "the last day that it may have been",
  "kg:quad": "kind of cooperation or conflict",
  "kg:reports": "in how many articles",
  "kg:confidence": "how sure the reading is, 0 to 1",
  "kg:intensity": "PLOVER’s score, -10 to 10",
  "kg:hasClaim": "what an article says of it",
  "kg:party": "a party with its role and sector",
  "kg:role": "the office held, of a party",
  "kg:sector": "the sector, of a party or entity",
  "kg:country": "ISO 3166-1 alpha-3, of an entity",
  "kg:kind": "person, state, organisation, group or place",
  "kg:quote": "the sentence, of a claim",
  "kg:text": "the whole text, of an article",
  "kg:source": "the outlet, of an article",
  "kg:rule": "the rule that found it, of a claim",
  "prov:wasQuotedFrom": "the article, of a claim",
  "rdfs:label": "the name",
  "skos:altLabel": "another name",
  "skos:notation": "the short name, of a type",
};
const CLASSES: Record<string, string> = {
  "sem:Event": "an event that occurred",
  "kg:UnrealisedEvent": "planned, possible or denied",
  "kg:Claim": "what one article says",
  "kg:Party": "somebody as they take part",
};
const WORDS = "SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION VALUES BIND GROUP ORDER HAVING LIMIT OFFSET COUNT EXISTS NOT MINUS GRAPH REGEX CONTAINS LCASE YEAR MONTH DESC ASC";

export interface Completion {
  label: string;
  detail?: string;
  type: string;
}

export const TERMS: readonly Completion[] = [
  ...Object.entries(PROPERTIES).map(([label, detail]) => ({ label, detail, type: "property" })),
  ...Object.entries(CLASSES).map(([label, detail]) => ({ label, detail, type: "class" })),
  ...Object.entries(TYPES).map(([name, detail]) => ({ label: `plover:${name}`, detail, type: "class" })),
  ...WORDS.split(" ").map((label) => ({ label, type: "keyword" })),
];
