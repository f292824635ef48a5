import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "./types.ts";

interface Properties {
  id: string;
  label: string;
  value: string;
  problem?: Problem | undefined;
  onInput: (text: string) => void;
}

/** JSON with colours; what is wrong is underlined at its place. Escape lets Tab leave it. */
export function JsonEditor({ id, label, value, problem, onInput }: Properties) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const input = useRef(onInput);
  input.current = onInput;

  useEffect(() => {
    view.current = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          history(),
          drawSelection(),
          lineNumbers(),
          bracketMatching(),
          json(),
          syntaxHighlighting(COLOURS),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, id: `field-${id}` }),
          keymap.of([indentWithTab, ...defaultKeymap.filter((key) => key.key !== "Mod-Enter"), ...historyKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) input.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.current?.destroy();
  }, []);

  // What was changed elsewhere: a preset, the file.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.hasFocus || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnostics(editor, problem)));
  }, [problem?.message, problem?.line, problem?.column]);

  return <div class="json" ref={host} />;
}

function diagnostics(editor: EditorView, problem: Problem | undefined) {
  const { doc } = editor.state;
  if (!problem?.line || problem.line > doc.lines) return [];
  const line = doc.line(problem.line);
  const from = Math.min(line.from + Math.max((problem.column ?? 1) - 1, 0), line.to);
  const to = Math.max(from, line.to);
  return [{ from: from === to ? line.from : from, to, severity: "error" as const, message: problem.message }];
}

/** Styles of the editor need it: the page's policy allows no others. */
function nonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--json-name)" },
  { tag: tags.string, color: "var(--json-text)" },
  { tag: tags.number, color: "var(--json-number)" },
  { tag: [tags.bool, tags.null], color: "var(--json-word)" },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: "var(--muted)" },
]);
