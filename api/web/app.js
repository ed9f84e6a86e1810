"use strict";

const BASE = "https://w3id.org/aide-memoire/";
const SHOWN = 20;
const form = document.getElementById("ask");
const box = document.getElementById("q");
const out = document.getElementById("answer");
let asked = 0;

/** An element with properties and children; text stays text, whatever is in it. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function get(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error([body.error.what, body.error.remedy].filter(Boolean).join(": "));
  }
  return body;
}

/** Where the service tells more of an entity. */
function addressOf(iri) {
  const tail = iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
  const noun = { place: "places/", topic: "events?topic=" }[tail.split("/")[0]] ?? "actors/";
  return noun + (noun.endsWith("=") ? encodeURIComponent(iri) : encodeURI(tail));
}

function cell(value) {
  if (Array.isArray(value)) {
    const parts = value.flatMap((each, i) => (i ? [", ", cell(each)] : [cell(each)]));
    return element("span", {}, ...parts);
  }
  if (value && typeof value === "object") {
    return element("a", { href: addressOf(value.id), title: (value.aliases ?? []).join(", ") }, value.label);
  }
  return document.createTextNode(value ?? "");
}

function table(columns, rows) {
  const head = element("tr", {}, ...columns.map((c) => element("th", { scope: "col" }, c)));
  const body = rows.map((row) => element("tr", {}, ...columns.map((c) => element("td", {}, cell(row[c])))));
  return element("div", { className: "wide", tabIndex: 0 },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
}

function eventBlock(event) {
  const names = (parties) => parties.map((p) => p.label).join(", ");
  const sides = [names(event.actors), names(event.recipients)].filter(Boolean).join(" → ");
  const what = event.mode ? `${event.type} (${event.mode})` : event.type;
  const status = event.status === "occurred" ? "" : `, ${event.status}`;
  const quotes = event.sources.map((source) => {
    const named = [source.source, source.published?.slice(0, 10)].filter(Boolean).join(", ") || source.article;
    const link = element("a", { href: `articles/${encodeURIComponent(source.article)}` }, named);
    return element("blockquote", {}, element("p", {}, source.quote), element("footer", {}, link));
  });
  return element("article", { className: "event" },
    element("h3", {}, element("a", { href: `events/${event.id.split("/").pop()}` }, event.start ?? "undated"),
      ` ${what}${status}: ${sides}`),
    ...quotes);
}

function suggestions(questions) {
  const items = questions.map((q) => element("li", {}, element("a", { href: `?q=${encodeURIComponent(q)}` }, q)));
  return element("ul", {}, ...items);
}

async function show(answer, turn) {
  if (!answer.understood) {
    out.replaceChildren(
      element("p", { className: "summary" }, `Not understood: ${answer.not_understood || answer.question}`),
      element("p", {}, "You could ask:"), suggestions(answer.suggestions));
    return;
  }
  const parts = [
    element("p", { className: "summary" }, answer.summary),
    element("p", { className: "faint" }, `Understood as: ${answer.interpretation}`),
  ];
  if (answer.answers.length) {
    parts.push(table(answer.columns, answer.answers));
  }
  const events = await Promise.all(
    answer.events.slice(0, SHOWN).map((iri) => get(`events/${encodeURIComponent(iri.split("/").pop())}`)));
  if (turn !== asked) {
    return;
  }
  if (events.length) {
    const count = answer.events.length > SHOWN ? `first ${SHOWN} of ${answer.events.length}` : answer.events.length;
    parts.push(element("h2", {}, `What it rests on (${count})`), ...events.map(eventBlock));
  }
  if (answer.sparql) {
    parts.push(element("details", {}, element("summary", {}, "As SPARQL"), element("pre", {}, answer.sparql)));
  }
  out.replaceChildren(...parts);
}

async function ask(question) {
  const turn = ++asked;
  box.value = question;
  out.setAttribute("aria-busy", "true");
  try {
    const answer = await get(`ask?q=${encodeURIComponent(question)}`);
    if (turn === asked) {
      await show(answer, turn);
    }
  } catch (error) {
    if (turn === asked) {
      out.replaceChildren(element("p", { className: "summary wrong" }, error.message));
    }
  } finally {
    if (turn === asked) {
      out.setAttribute("aria-busy", "false");
    }
  }
}

form.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  history.pushState(null, "", `?q=${encodeURIComponent(box.value)}`);
  ask(box.value);
});

function follow() {
  const question = new URLSearchParams(location.search).get("q");
  if (question) {
    ask(question);
  } else {
    out.replaceChildren();
  }
}

window.addEventListener("popstate", follow);
follow();

get("health").then(({ counts, version }) => {
  document.getElementById("counts").textContent =
    `${counts.events} events from ${counts.articles} articles, each with its sentence. Version ${version}.`;
}, (error) => {
  document.getElementById("counts").textContent = error.message;
});
