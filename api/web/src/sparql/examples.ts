/** Queries to start from; the tests run each. */
export const EXAMPLES: readonly { title: string; query: string }[] = [
  {
    title: "Who called whom, and when",
    query: `SELECT ?event ?who ?whom ?day {
  ?event a plover:CONSULT ; kg:mode "phone" ;
    kg:actor/rdfs:label ?who ; sem:hasActor/rdfs:label ?whom .
  OPTIONAL { ?event kg:start ?day }
  FILTER(?who != ?whom)
} ORDER BY ?day LIMIT 100`,
  },
  {
    title: "Who takes part in most events",
    query: `SELECT ?who (COUNT(DISTINCT ?event) AS ?events) {
  ?event a sem:Event ; sem:hasActor/rdfs:label ?who .
} GROUP BY ?who ORDER BY DESC(?events) ?who LIMIT 25`,
  },
  {
    title: "What threatens or attacks whom, with the sentence",
    query: `SELECT ?day ?who ?whom ?quote {
  VALUES ?type { plover:THREATEN plover:ASSAULT }
  ?event a ?type ; kg:actor/rdfs:label ?who ; kg:recipient/rdfs:label ?whom ;
    kg:hasClaim/kg:quote ?quote .
  OPTIONAL { ?event kg:start ?day }
} ORDER BY ?day LIMIT 100`,
  },
  {
    title: "What was planned, possible or denied",
    query: `SELECT ?status ?type ?who ?quote {
  ?event a kg:UnrealisedEvent ; kg:status ?status ; kg:eventType/skos:notation ?type ;
    kg:actor/rdfs:label ?who ; kg:hasClaim/kg:quote ?quote .
} ORDER BY ?status LIMIT 100`,
  },
  {
    title: "Events by type and year",
    query: `SELECT ?year ?type (COUNT(DISTINCT ?event) AS ?events) {
  ?event a sem:Event ; kg:eventType/skos:notation ?type ; kg:earliest ?day .
  BIND(YEAR(?day) AS ?year)
} GROUP BY ?year ?type ORDER BY ?year ?type`,
  },
  {
    title: "One event as a graph",
    query: `CONSTRUCT { ?event ?property ?value } WHERE {
  { SELECT ?event { ?event a plover:CONSULT } LIMIT 1 }
  ?event ?property ?value .
}`,
  },
];
