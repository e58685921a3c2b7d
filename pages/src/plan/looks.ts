/**
 * How the editor looks: the page's own colours. An editor lives in a shadow root, where its styles
 * come in as constructed sheets, which the policy of contents lets through without a nonce.
 */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const LOOK = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    fontSize: "0.875rem",
  },
  "&.cm-focused": { outline: "2.5px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
    },
  ".cm-gutters": {
    color: "var(--text-quiet)",
    backgroundColor: "var(--surface)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--ringing-soft)" },
  ".cm-panels": { color: "var(--text)", backgroundColor: "var(--sunk)" },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line-strong)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--ringing)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger)",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--ringing)",
  },
  ".cm-changedLine": { backgroundColor: "var(--accent-soft)" },
  ".cm-deletedChunk": { backgroundColor: "var(--danger-soft)" },
  ".cm-insertedLine, .cm-insertedLine *": { textDecoration: "none" },
  "&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText": {
    background: "var(--ready-soft)",
    borderBottom: "2px solid var(--ready)",
  },
  ".cm-deletedChunk .cm-deletedText": {
    background: "transparent",
    borderBottom: "2px solid var(--danger)",
  },
  ".cm-collapsedLines": {
    color: "var(--text-quiet)",
    background: "var(--sunk)",
    "&:before, &:after": { content: '""', margin: "0" },
  },
});

const COLOURS = syntaxHighlighting(
  HighlightStyle.define([
    {
      tag: [tags.propertyName, tags.definition(tags.propertyName)],
      color: "var(--accent)",
      fontWeight: "600",
    },
    { tag: tags.comment, color: "var(--text-quiet)", fontStyle: "italic" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--talking)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--first)" },
    { tag: [tags.keyword, tags.labelName, tags.typeName], color: "var(--holding)" },
    {
      tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace],
      color: "var(--text-quiet)",
    },
  ]),
);

export const LOOKS: Extension = [LOOK, COLOURS];
