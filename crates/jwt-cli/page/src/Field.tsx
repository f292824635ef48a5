import type { ComponentChildren } from "preact";
import { preview } from "./state.ts";
import type { Problem } from "./types.ts";

interface Properties {
  /** The form's member, by which problems find it. */
  name: string;
  label: string;
  note?: ComponentChildren;
  children: ComponentChildren;
  wide?: boolean;
}

/** A label, what it is for, and below it what is wrong. */
export function Field({ name, label, note, children, wide }: Properties) {
  const problems = problemsOf(name);
  return (
    <div class={`field ${wide ? "wide" : ""} ${problems.some((p) => !p.isWarning) ? "bad" : ""}`} data-field={name}>
      <label for={`field-${name}`}>{label}</label>
      {children}
      {note && <p class="note">{note}</p>}
      {problems.map((problem) => <Trouble problem={problem} isWarning={problem.isWarning} />)}
    </div>
  );
}

export function Trouble({ problem, isWarning }: { problem: Problem; isWarning?: boolean }) {
  const where = problem.line ? ` (line ${problem.line}${problem.column ? `, column ${problem.column}` : ""})` : "";
  const told = problem.message.includes(`line ${problem.line}`) ? problem.message : problem.message + where;
  return (
    <p class={`trouble ${isWarning ? "warning" : ""}`} role={isWarning ? "note" : "alert"}>
      <b class="code">{problem.code}</b> {told}
      {problem.hint && <Hint text={problem.hint} />}
    </p>
  );
}

/** What to do. A line with a caret below it shows where, so that its columns count. */
export function Hint({ text }: { text: string }) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => /^\s*\^$/.test(line));
  if (at < 1) return <span class="hint">{text}</span>;
  const others = lines.filter((_, i) => i !== at && i !== at - 1);
  return (
    <>
      <span class="excerpt mono">{lines.slice(at - 1, at + 1).join("\n")}</span>
      {others.length > 0 && <span class="hint">{others.join("\n")}</span>}
    </>
  );
}

/** What is wrong with a member, or with something in it: `headers` also has `headers.alg`. */
export function problemsOf(name: string): (Problem & { isWarning: boolean })[] {
  const shown = preview.value;
  if (shown === null) return [];
  const problem = shown.problem ? [{ ...shown.problem, isWarning: false }] : [];
  const warnings = shown.warnings.map((warning) => ({ ...warning, isWarning: true }));
  return [...problem, ...warnings].filter(({ field }) => field === name || field?.startsWith(`${name}.`));
}
