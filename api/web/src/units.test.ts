import { describe, expect, it } from "vitest";
import { asked, iri, link, path, profile, read, tail } from "./data/address";
import type { Dealing, EventRecord, Period, Span } from "./data/records";
import { query } from "./data/service";
import { coarser } from "./parts/bars";
import { tails } from "./parts/ask-box";
import { csv } from "./parts/download";
import { behindRow } from "./pages/answer";
import { cut } from "./pages/article";
import { list } from "./strings";
import { bins, range } from "./views/brush";
import { cells, rows, step } from "./views/matrix";

const BASE = "https://w3id.org/aide-memoire/";

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
    expect(bins([month("2020-11"), month("2021-02", 3)]).map((bin) => [bin.period, bin.events])).toEqual([
      ["2020-11", 1], ["2020-12", 0], ["2021-01", 0], ["2021-02", 3],
    ]);
  });
  it("has years where months would be too many", () => {
    const found = bins([month("1961-05"), month("1961-06"), month("2025-01")]);
    expect([found.length, found[0]?.period, found[0]?.events, found.at(-1)?.period]).toEqual([65, "1961", 2, "2025"]);
  });
  it("of nothing is empty", () => expect(bins([])).toEqual([]));
  it.each([
    [undefined, undefined, [0, 3]],
    ["2020-12", undefined, [1, 3]],
    ["2020-12-05", "2021-01-31", [1, 2]],
    ["2021", "2021", [2, 3]],
    ["2030", undefined, [3, 3]],
  ] as const)("from %s to %s", (from, to, found) => {
    expect(range(bins([month("2020-11"), month("2021-02")]), from, to)).toEqual(found);
  });
  it("gets coarser", () => {
    expect(coarser([month("2001-01"), month("2001-07"), month("2011-01")]).map((one) => [one.period, one.events])).toEqual([["2001", 2], ["2011", 1]]);
    expect(coarser([month("2001-01"), month("2001-07")]).length).toBe(2);
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

describe("files and words", () => {
  it("quotes what CSV needs quoted", async () => {
    expect(await csv([["a", "b"], ['say "x"', "1,2"], [null, 3]]).text()).toBe('a,b\r\n"say ""x""","1,2"\r\n,3\r\n');
  });
  it("joins names", () => expect(list(["A", "B", "C"])).toBe("A, B and C"));
});
