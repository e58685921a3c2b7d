/** The editor of plans: YAML, marks at faults, and nothing that asks another host. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { language } from "$lib/language.svelte";
import { LOOKS } from "./looks";
import { HUNGARIAN } from "./phrases";
import type { Finding } from "./versions";

const READING: Extension = [lineNumbers(), yaml(), LOOKS];

const WRITING: Extension = [
  READING,
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of("  "),
  bracketMatching(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  lintGutter(),
  search({ top: true }),
  EditorState.tabSize.of(2),
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap, indentWithTab]),
];

function named(label: string): Extension {
  const phrases = language() === "hu" ? EditorState.phrases.of(HUNGARIAN) : [];
  const content = EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });
  return [phrases, content];
}

function shadow(host: HTMLElement): ShadowRoot {
  return host.shadowRoot ?? host.attachShadow({ mode: "open" });
}

/** Make an editor of *text* in *host*, which tells *changed* every new text. */
export function writing(
  host: HTMLElement,
  text: string,
  label: string,
  changed: (text: string) => void,
): EditorView {
  const root = shadow(host);
  return new EditorView({
    root,
    parent: root,
    doc: text,
    extensions: [
      WRITING,
      named(label),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ],
  });
}

/** Show in *host* how *text* differs from *old*. */
export function differences(
  host: HTMLElement,
  old: string,
  text: string,
  label: string,
): EditorView {
  const root = shadow(host);
  return new EditorView({
    root,
    parent: root,
    doc: text,
    extensions: [
      READING,
      named(label),
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      unifiedMergeView({
        original: old,
        mergeControls: false,
        highlightChanges: true,
        collapseUnchanged: { margin: 3, minSize: 6 },
      }),
    ],
  });
}

/** Mark *findings* in the text; those of other files stand at its beginning. */
export function mark(view: EditorView, findings: readonly Finding[]): void {
  const { doc } = view.state;
  view.dispatch(
    setDiagnostics(
      view.state,
      findings.map((one) => diagnostic(doc, one)),
    ),
  );
}

function diagnostic(doc: Text, finding: Finding): Diagnostic {
  const line = doc.line(Math.min(doc.lines, Math.max(1, finding.file ? 1 : finding.line)));
  const from = Math.min(line.to, line.from + Math.max(0, finding.column - 1));
  // Of a fault only its beginning is known: the word there is marked.
  const word = /^[^\s,:}\]]*/.exec(doc.sliceString(from, line.to))?.[0].length ?? 0;
  return {
    from,
    to: Math.min(line.to, from + Math.max(1, word)),
    severity: finding.severity === "fault" ? "error" : "warning",
    message: `${finding.what}. ${finding.remedy}`,
  };
}

/** Go to a line of the text, so that it can be written there. */
export function goToLine(view: EditorView, number: number, column = 1): void {
  const line = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, number)));
  const at = Math.min(line.to, line.from + column - 1);
  view.dispatch({
    selection: { anchor: at },
    effects: EditorView.scrollIntoView(at, { y: "center" }),
  });
  view.focus();
}
