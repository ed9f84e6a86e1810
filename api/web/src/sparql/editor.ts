/**
 * The editor. It stands in a shadow root, where CodeMirror adopts its style sheets; in the page itself it would need
 * inline styles, which the content security policy forbids.
 */
import { autocompletion, closeBrackets, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultHighlightStyle, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { get, query } from "../data/service";
import { tail } from "../data/address";
import type { Suggestion } from "../data/records";
import { TERMS } from "./terms";

/** Names of the graph complete as well: `person:Vla…`. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w:%.-]+/);
  if (!word && !context.explicit) {
    return null;
  }
  const from = word?.from ?? context.pos;
  const entity = /^(?:person|state|org|group|place|topic):(.+)$/.exec(word?.text ?? "");
  if (entity?.[1]) {
    const found = await get<{ suggestions: Suggestion[] }>(`suggest?${query({ q: entity[1].replaceAll("_", " "), limit: 20 })}`);
    const options = found.suggestions.flatMap((one) => {
      const [folder, name] = one.id ? tail(one.id).split("/") : [];
      // A prefixed name cannot hold every character; the full IRI can.
      return one.id && folder && name ? [{ label: /^[\w-]+$/.test(name) ? `${folder}:${name}` : `<${one.id}>`, detail: one.label ?? one.text, type: "variable" }] : [];
    });
    return { from, options, filter: false };
  }
  return { from, options: [...TERMS], validFor: /^[\w:]*$/ };
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.literal], color: "var(--material-cooperation)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--verbal-conflict-ink)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.atom, tags.propertyName, tags.typeName], color: "var(--ink)" },
]);

const look = EditorView.theme({
  "&": { border: "1px solid var(--edge)", borderRadius: "4px", background: "var(--raised)", color: "var(--ink)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-content": { fontFamily: "ui-monospace, monospace", minHeight: "11rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip": { background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.8" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { background: "var(--chosen) !important" },
});

/**
 * Typing over a selection is done by the editor: the browser would try to keep the look of what it replaces by an inline
 * style, which the content security policy forbids.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) {
      return false;
    }
    event.preventDefault();
    view.dispatch({ ...view.state.replaceSelection(event.data), userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

export function edit(host: HTMLElement, text: string, label: string, run: () => void): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren();
  const submit = () => {
    run();
    return true;
  };
  return new EditorView({
    parent: root,
    root,
    doc: text,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: submit }])),
      minimalSetup,
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      autocompletion({ override: [complete] }),
      closeBrackets(),
      typedOver,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
      look,
    ],
  });
}
