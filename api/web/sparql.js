"use strict";

const form = document.getElementById("query");
const text = document.getElementById("text");
const out = document.getElementById("result");

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function row(name, cells) {
  return element("tr", {}, ...cells.map((cell) => element(name, {}, cell ?? "")));
}

function table(result) {
  const columns = result.head.vars;
  const rows = result.results.bindings.map((found) => row("td", columns.map((c) => found[c]?.value)));
  return element("div", { className: "wide", tabIndex: 0 },
    element("table", {}, element("thead", {}, row("th", columns)), element("tbody", {}, ...rows)));
}

async function run() {
  out.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle" },
      body: text.value,
    });
    const body = await answer.text();
    if (!answer.ok) {
      const { what, where, remedy } = JSON.parse(body).error;
      out.replaceChildren(element("p", { className: "wrong" }, [where, what, remedy].filter(Boolean).join(": ")));
    } else if (answer.headers.get("Content-Type").startsWith("text/turtle")) {
      out.replaceChildren(element("pre", {}, body));
    } else {
      const result = JSON.parse(body);
      out.replaceChildren("boolean" in result ? element("p", {}, result.boolean ? "yes" : "no") : table(result));
    }
  } catch (error) {
    out.replaceChildren(element("p", { className: "wrong" }, error.message));
  }
  out.setAttribute("aria-busy", "false");
}

form.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  run();
});
