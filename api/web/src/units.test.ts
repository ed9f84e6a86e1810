import { describe, expect, it } from "vitest";
import { asked, iri, link, path, profile, read, tail } from "./data/address";
import { about, retracted } from "./data/corrections";
import type { ArticleInFull, ClaimInFull, Correction, Dealing, Dealings, EventRecord, NetworkNode, Period, Span } from "./data/records";
import { query } from "./data/service";
import { bins, coarser, edge, range, ticks } from "./data/times";
import { tails } from "./parts/ask-box";
import { csv } from "./parts/download";
import { alike, ticked } from "./parts/merge";
import { counts, number } from "./parts/numbers";
import { record } from "./pages/add";
import { behindRow } from "./pages/answer";
import { cut } from "./pages/article";
import { kinds } from "./sparql/result";
import { list } from "./strings";
import { cells, rows, step } from "./views/matrix";
import { built, legend, neighbours, way } from "./views/network-graph";
import { Room } from "./views/network-labels";
import { NAMES, seen, together, written } from "./views/network-state";

const BASE = "https://w3id.org/aide-memoire/";

describe("numbers", () => {
  const told = { counted: "killed", low: 20, high: 20, hedged: false, unit: null, start: 3, end: 5 };
  it.each([
    [{ high: null }, "at least 20"],
    [{ low: null }, "at most 20"],
    [{}, "20"],
    [{ high: 30 }, "20 to 30"],
    [{ hedged: true }, "about 20"],
    [{ low: 4e7, high: 4e7, unit: "USD" }, "40,000,000 USD"],
  ])("%j is %s", (part, said) => expect(number({ ...told, ...part })).toBe(said));
  const claim = (id: string, ...quantities: (typeof told)[]) => ({ id, article: id, status: "occurred", says: { quantities } }) as unknown as ClaimInFull;
  it("has beside what is taken those who count otherwise, but none who tells only parts of it", () => {
    const nine = { ...told, low: 9, high: 9 };
    const event = {
      status: "occurred" as const,
      quantities: [{ ...told, claims: ["a"], articles: ["a"] }],
      claims: [claim("a", told), claim("b", nine), claim("c", nine), claim("d", nine, told), { ...claim("e", nine), status: "future" as const }],
    };
    expect(counts(event)).toEqual([{ counted: "killed", taken: "20", articles: 1, others: [{ said: "9", articles: 2 }] }]);
  });
});

describe("addresses", () => {
  it.each([
    [{ q: "Who called whom?" }, "./?q=Who+called+whom%3F"],
    [{ actor: "person/Ann" }, "./?actor=person/Ann"],
    [{ view: "events", either: ["person/Ann", "state/FRE"] }, "./?view=events&either=person/Ann&either=state/FRE"],
    [{}, "./"],
    [{ q: undefined }, "./"],
  ])("%j is %s", (state, address) => expect(link(state)).toBe(address));

  it("keep a filter", () => {
    const filters = { either: ["person/Ann", "place/Bonn%2C_Rhine"], from: ["2020"], country: ["FRE", "SYL"] };
    expect(read(new URLSearchParams(link(filters).slice(3)))).toEqual(filters);
  });
  it("take the last of what cannot be repeated", () => {
    expect(read(new URLSearchParams("type=AID&type=AGREE&unknown=1&mode="))).toEqual({ type: ["AGREE"] });
  });
  it("name entities in full to the service, and leave names", () => {
    expect(asked({ either: ["person/Ann", "Bob"], type: ["AID"] })).toEqual({ either: [`${BASE}person/Ann`, "Bob"], type: ["AID"] });
    expect(tail(iri("place/Bonn"))).toBe("place/Bonn");
    expect(iri("neither/nor")).toBe("neither/nor");
  });
  it.each([
    [`${BASE}person/Ann`, "./?actor=person/Ann"],
    [`${BASE}place/Bonn%2C_Rhine`, "./?place=place/Bonn%252C_Rhine"],
    [`${BASE}topic/Soup`, "./?topic=topic/Soup"],
    [`${BASE}event/0a1b`, "./?event=0a1b"],
  ])("%s has a page", (id, address) => expect(profile(id)).toBe(address));
  it("escape paths and queries", () => {
    expect(path("places", "place/Bonn%2C_Rhine")).toBe("places/place/Bonn%252C_Rhine");
    expect(query({ a: ["1", "2"], b: undefined, c: "", d: 3 })).toBe("a=1&a=2&d=3");
  });
});

describe("completion", () => {
  it.each([
    ["who called erd", ["who called erd", "called erd", "erd"]],
    ["who called the turkish pre", ["the turkish pre", "turkish pre", "pre"]],
    ["e", []],
    ["", []],
  ])("of %j", (text, found) => expect(tails(text).map((at) => text.slice(at))).toEqual(found));
});

const month = (period: string, events = 1): Period => ({ period, events, quads: { "verbal cooperation": events } });

describe("time", () => {
  it("has a bin for each month between", () => {
    expect(bins([month("2020-11"), month("2021-02", 3)], "month").map((bin) => [bin.period, bin.events])).toEqual([
      ["2020-11", 1], ["2020-12", 0], ["2021-01", 0], ["2021-02", 3],
    ]);
  });
  it("has a bin for each day, over the ends of months and in leap years", () => {
    const found = bins([month("2024-02-28"), month("2024-03-01", 2)], "day");
    expect(found.map((bin) => [bin.period, bin.events])).toEqual([["2024-02-28", 1], ["2024-02-29", 0], ["2024-03-01", 2]]);
    expect(found[2]?.quads).toEqual({ "verbal cooperation": 2 });
  });
  it("has a bin for each year", () => {
    const found = bins([month("1961"), month("2025")], "year");
    expect([found.length, found[0]?.period, found[0]?.events, found.at(-1)?.period]).toEqual([65, "1961", 1, "2025"]);
  });
  it("has the bins of a wider time that is given", () => {
    const found = bins([month("2021-02-03")], "day", "2021-01", "2021-02");
    expect([found.length, found[0]?.period, found.at(-1)?.period, found[33]?.events]).toEqual([59, "2021-01-01", "2021-02-28", 1]);
  });
  it("of nothing is empty", () => expect(bins([], "month")).toEqual([]));
  it.each([
    ["2024", "day", false, "2024-01-01"],
    ["2024", "day", true, "2024-12-31"],
    ["2024-02", "day", true, "2024-02-29"],
    ["2024-12", "day", true, "2024-12-31"],
    ["2024", "month", true, "2024-12"],
    ["2024-02-05", "month", true, "2024-02"],
    ["2024-02-05", "day", false, "2024-02-05"],
  ] as const)("%s begins or ends, by %s", (time, by, last, found) => expect(edge(time, by, last)).toBe(found));
  it.each([
    ["year", "1961", "2025", ["1970", "1980", "1990", "2000", "2010", "2020"]],
    ["month", "2015-03", "2025-01", ["2016", "2018", "2020", "2022", "2024"]],
    ["month", "2020-11", "2021-06", ["2020-11", "2020-12", "2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"]],
    ["day", "2021-01-01", "2021-01-20", ["2021-01-01", "2021-01-06", "2021-01-11", "2021-01-16"]],
  ] as const)("by %s from %s to %s has few names", (by, from, to, found) => {
    expect(ticks(bins([month(from), month(to)], by), by).map((tick) => tick.text)).toEqual(found);
  });
  it.each([
    [undefined, undefined, [0, 3]],
    ["2020-12", undefined, [1, 3]],
    ["2020-12-05", "2021-01-31", [1, 2]],
    ["2021", "2021", [2, 3]],
    ["2030", undefined, [3, 3]],
  ] as const)("from %s to %s", (from, to, found) => {
    expect(range(bins([month("2020-11"), month("2021-02")], "month"), from, to)).toEqual(found);
  });
  it("gets coarser", () => {
    const years = coarser({ by: "month", periods: [month("2001-01"), month("2001-07"), month("2011-01")] });
    expect([years.by, years.periods.length, years.periods[0]?.events]).toEqual(["year", 11, 2]);
    expect(coarser({ by: "month", periods: [month("2001-01"), month("2001-07")] }).periods.length).toBe(7);
  });
});

describe("a text in pieces", () => {
  const span = (start: number, end: number, kind: "claim" | "name"): Span => ({ start, end, kind, claim: "c", event: null, entity: "e", label: "l" });
  it("loses nothing, and counts characters", () => {
    const text = "🙂 Ann met Bob. Then rain.";
    const pieces = cut(text, [span(2, 14, "claim"), span(2, 5, "name")], 2, 14);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.map((piece) => piece.text)).toEqual(["🙂 ", "Ann", " met Bob.", " Then rain."]);
    expect(pieces.map((piece) => [piece.claims.length, piece.name !== undefined, piece.chosen, piece.first])).toEqual([
      [0, false, false, false], [1, true, true, true], [1, false, true, false], [0, false, false, false],
    ]);
  });
  it("takes the longest name, and no place outside", () => {
    const [piece] = cut("Ann Lee", [span(0, 7, "name"), { ...span(0, 3, "name"), label: "short" }, span(0, 3, "claim")], 0, 99);
    expect(piece?.name?.label).toBe("l");
  });
});

describe("rows of an answer", () => {
  const party = (name: string) => ({ id: `${BASE}person/${name}`, label: name, aliases: [] });
  const event = (id: string, who: string[], start: string, article: string) =>
    ({ id: `${BASE}event/${id}`, type: "CONSULT", actors: who.map(party), recipients: [], mediators: [], topics: [], place: null, start, sources: [{ article }] }) as unknown as EventRecord;
  const events = [event("1", ["Ann", "Bob"], "2020-01-01", "a"), event("2", ["Ann", "Cem"], "2020-01-02", "b")];
  it.each([
    [{ who: party("Ann") }, ["1", "2"]],
    [{ who: party("Ann"), whom: [party("Cem")] }, ["2"]],
    [{ who: party("Ann"), when: "2020-01-01" }, ["1"]],
    [{ article: "b" }, ["2"]],
    [{ times: 4 }, ["1", "2"]],
    [{ answer: "yes" }, ["1", "2"]],
    [{ event: { id: `${BASE}event/2`, label: "", aliases: [] } }, ["2"]],
    [{ what: { id: `${BASE}plover#AID`, label: "AID", aliases: [] } }, []],
  ])("%j", (row, found) => {
    expect(behindRow(row, Object.keys(row), events).map((one) => one.id.slice(-1))).toEqual(found);
  });
});

describe("names in a drawing", () => {
  const node = { x: 50, y: 50, size: 5 };
  it("lie beside their nodes, within the drawing, and not on each other", () => {
    const room = new Room(100, 100);
    expect([0, 1, 2, 3, 4].map(() => room.find(node, 30, 10))).toEqual([
      { x: 58, y: 50 }, { x: 12, y: 50 }, { x: 35, y: 37 }, { x: 35, y: 63 }, undefined,
    ]);
    expect(room.find({ x: 98, y: 3, size: 5 }, 30, 10)).toBeUndefined();
  });
  it("cover no circle that is to be seen, unless they must", () => {
    const around = [58, 42].flatMap((x) => [37, 50, 63].map((y) => ({ x, y, size: 3 })));
    expect(new Room(100, 100, around).find(node, 30, 10)).toBeUndefined();
    expect(new Room(100, 100, around).find(node, 30, 10, true)).toEqual({ x: 58, y: 50 });
  });
});

describe("the result of a query", () => {
  const uri = (key: string) => ({ type: "uri" as const, value: BASE + key });
  const text = (value: string) => ({ type: "literal" as const, value });
  it("names events", () => {
    const bindings = [{ e: uri("event/ab"), who: text("Ann") }, { e: uri("event/ab"), who: text("Bob") }];
    expect(kinds({ head: { vars: ["e", "who"] }, results: { bindings } })).toEqual({ events: ["ab"], bars: undefined });
  });
  it("has a number for each name", () => {
    const bindings = [{ year: text("2021"), who: text("Ann"), n: text("3") }];
    expect(kinds({ head: { vars: ["year", "who", "n"] }, results: { bindings } })).toEqual({ events: [], bars: { labels: ["year", "who"], number: "n" } });
  });
  it("is only a table where cells are empty or of parties", () => {
    const bindings = [{ e: uri("event/ab#actor-1"), n: text("3") }, { e: uri("event/ab#actor-1") }];
    expect(kinds({ head: { vars: ["e", "n"] }, results: { bindings } as never })).toEqual({ events: [], bars: undefined });
  });
});

describe("the matrix", () => {
  const dealing = (source: string, target: string, events: number, intensity: number): Dealing =>
    ({ source, target, events, intensity, kind: "", type: "", quad: "verbal cooperation", directed: true, first: null, last: null });
  it("adds both directions and weighs their intensity", () => {
    expect(cells([dealing("a", "b", 1, -10), dealing("b", "a", 3, 2)]).get("a b")).toEqual({ events: 4, intensity: -1 });
  });
  it("shows those with most dealings", () => {
    const nodes = ["a", "b", "c"].map((id) => ({ id, label: id, kind: "person" as const, country: null, events: 1 }));
    const data = { total: 2, nodes, dealings: [dealing("c", "b", 5, 1), dealing("a", "b", 1, 1)] };
    expect(rows(data, 2).map((node) => node.id)).toEqual(["b", "c"]);
  });
  it.each([[-10, -3], [-0.5, 0], [2.5, 1], [10, 3]])("%d is step %d", (intensity, found) => expect(step(intensity) + 0).toBe(found));
});

describe("what is put right", () => {
  const made = (id: string, change: Correction["change"], about: string[], holds = true): Correction =>
    ({ id, change, about, apart_from: change === "split" ? ["c2"] : [], why: "", by: "", at: "", holds, claims: [] });
  const log = [made("1", "retract", ["c1"]), made("2", "retract", ["a9"]), made("3", "retract", ["c3"], false), made("4", "split", ["c4"]), made("5", "undo", ["3"])];
  it.each([
    ["c1", "a1", "1"],
    ["c8", "a9", "2"],
    ["c3", "a1", undefined],
  ])("claim %s of %s", (claim, article, found) => expect(retracted(log, claim, article)?.id).toBe(found));
  it("of an event is what names its claims", () => expect(about(log, ["c2", "c3"]).map((one) => one.id)).toEqual(["3", "4"]));
  it("is looked for about the time of an event", () => {
    const event = { type: "AID", actors: [{ id: `${BASE}person/Ann` }], recipients: [], start: "2021-01" } as unknown as EventRecord;
    expect(alike(event)).toEqual({ type: ["AID"], either: ["person/Ann"], from: ["2020-11-17"], to: ["2021-02-15"] });
    expect(alike({ ...event, start: null })).toEqual({ type: ["AID"], either: ["person/Ann"] });
  });
  it.each([
    [{}, []],
    [{ event: "e1", other: " " }, ["e1"]],
    [{ other: "http://localhost/?event=ab12&x=1" }, ["ab12"]],
    [{ other: `${BASE}event/ab12` }, ["ab12"]],
  ])("%j names events", (given, found) => {
    const form = new FormData();
    Object.entries(given).forEach(([name, value]) => form.append(name, value as string));
    expect(ticked(form)).toEqual(found);
  });
});

describe("an article to be kept", () => {
  it("keeps no day that was found in the text", () => {
    const found = { id: "a", text: "T", title: null, published: "2021-01-01", published_from: "dateline", source: "S", url: null, language: "en" } as unknown as ArticleInFull;
    expect(record(found)).toEqual({ id: "a", text: "T", source: "S", language: "en" });
    expect(record({ ...found, published_from: "metadata" }).published).toBe("2021-01-01");
  });
});

describe("files and words", () => {
  it("quotes what CSV needs quoted", async () => {
    expect(await csv([["a", "b"], ['say "x"', "1,2"], [null, 3]]).text()).toBe('a,b\r\n"say ""x""","1,2"\r\n,3\r\n');
  });
  it("joins names", () => expect(list(["A", "B", "C"])).toBe("A, B and C"));
});

describe("what is seen of a network", () => {
  const whole = {
    node: `${BASE}person/Ann`, way: `${BASE}state/FRE`, only: undefined, hidden: [`${BASE}group/A%2C_B`],
    pins: new Map([[`${BASE}place/Bonn%2C_Rhine`, { x: -1.25, y: 30 }]]), more: [`${BASE}person/Ann`],
  };
  it("stands in the address, places rounded", () => {
    const address = link(written(whole));
    expect(address).toBe("./?node=person/Ann&way=state/FRE&hide=group/A%252C_B&more=person/Ann&pin=place/Bonn%252C_Rhine,-1.2,30");
    expect(seen(new URLSearchParams(address.slice(3)))).toEqual({ ...whole, pins: new Map([[`${BASE}place/Bonn%2C_Rhine`, { x: -1.2, y: 30 }]]) });
  });
  it("is changed in part", () => {
    expect(written({ node: undefined })).toEqual({ node: undefined });
    expect(written({ pins: new Map(), hidden: [] })).toEqual({ pin: [], hide: [] });
  });
  it.each(["pin=person/Ann", "pin=person/Ann,1", "pin=,1,2", "pin=person/Ann,1.2.3,4"])("is without places that are none: %s", (query) => expect(seen(new URLSearchParams(query)).pins.size).toBe(0));
  it("has names of its own", () => expect(Object.keys(read(new URLSearchParams(NAMES.map((name) => `${name}=a`).join("&"))))).toEqual([]));
});

describe("a network", () => {
  const node = (id: string, events: number, country: string | null = null): NetworkNode => ({ id, label: id, kind: "person", country, events });
  const dealing = (source: string, target: string, kind: string, events: number): Dealing => ({
    source, target, kind, type: "CONSULT", quad: "verbal cooperation", directed: true, events, intensity: 1, first: null, last: null,
  });
  const network: Dealings = {
    total: 4,
    nodes: [node("a", 5, "FRE"), node("b", 3, "SYL"), node("c", 9, "SYL"), node("d", 1, "FRE")],
    dealings: [dealing("a", "b", "talks", 2), dealing("b", "a", "visited", 1), dealing("c", "b", "talks", 4)],
  };
  const wanted = () => true;

  it("is drawn up with known places, the others the same each time", async () => {
    const [one, two] = [await built(network, new Map([["a", { x: 7, y: 8 }]]), wanted), await built(network, new Map(), wanted)];
    expect(one?.getNodeAttributes("a")).toMatchObject({ x: 7, y: 8 });
    expect(one?.getNodeAttributes("b")).toEqual(two?.getNodeAttributes("b"));
    expect(one?.size).toBe(3);
  });
  it("is not drawn up when it is no longer wanted", async () => expect(await built(network, new Map(), () => false)).toBeUndefined());
  it("knows who dealt with whom, how often and by way of whom", async () => {
    const graph = await built(network, new Map(), wanted);
    expect(graph && neighbours(graph, "b").map((one) => [one.node.id, one.events])).toEqual([["c", 4], ["a", 3]]);
    expect(graph && way(graph, "a", "c")).toEqual(["a", "b", "c"]);
    expect(graph && way(graph, "a", "d")).toEqual([]);
    graph?.setNodeAttribute("b", "hidden", true);
    expect(graph && way(graph, "a", "c")).toEqual([]);
  });
  it("colours first the countries with most events", async () => {
    const graph = await built(network, new Map(), wanted);
    expect(graph && [...legend(graph, "country").keys()]).toEqual(["SYL", "FRE"]);
  });
  it("grows by what is fetched, each relation once", () => {
    const more: Dealings = { total: 2, nodes: [node("b", 1), node("e", 1)], dealings: [dealing("c", "b", "talks", 4), dealing("e", "b", "talks", 1)] };
    const grown = together(network, [more]);
    expect(grown.nodes.map((one) => [one.id, one.events])).toEqual([["a", 5], ["b", 3], ["c", 9], ["d", 1], ["e", 1]]);
    expect(grown.dealings).toHaveLength(4);
    expect(grown.total).toBe(4);
    expect(together(network, [])).toBe(network);
  });
});
