import { useEffect, useRef } from "preact/hooks";
import { Trouble } from "./Field.tsx";
import { answer, sending } from "./state.ts";

/** What came back. */
export function Answered() {
  const shown = answer.value;
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView({ block: "nearest" }), [shown]);
  if (sending.value) return <section class="answer" aria-busy="true"><p class="note">Waiting for the answer…</p></section>;
  if (shown === null) return null;
  const kind = shown.status < 300 ? "good" : shown.status < 400 ? "warn" : "bad";
  return (
    <section class="answer" aria-labelledby="answer-title" ref={section}>
      <div class="row spread">
        <h2 id="answer-title">Answer</h2>
        <span class="row">
          <span class="note">{shown.timing_ms < 10 ? shown.timing_ms.toFixed(1) : Math.round(shown.timing_ms)} ms</span>
          <span class={`chip ${kind}`}>{shown.status} {shown.statusText}</span>
        </span>
      </div>
      {shown.answeredBy && shown.answeredBy.url !== shown.request.url && (
        <p class="note">After redirects, by <span class="mono">{shown.answeredBy.url}</span></p>
      )}
      {shown.findings.length > 0 && (
        <div class="card bad findings">
          <h3>Why</h3>
          {shown.findings.map((finding) => <Trouble problem={finding} />)}
        </div>
      )}
      <pre class="mono body" tabIndex={0} aria-label="Body">{pretty(shown.body) || "(no body)"}</pre>
      {shown.truncated && <p class="note">The body is longer; the rest was left out.</p>}
      <details>
        <summary>{shown.headers.length} headers</summary>
        <table class="claims">
          <tbody>
            {shown.headers.map(([name, value]) => (
              <tr><th scope="row" class="mono">{name}</th><td class="mono value">{value}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** JSON over several lines, unless a number in it would change. */
function pretty(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return /\d{16}/.test(body) ? body : JSON.stringify(value, null, 2);
  } catch {
    return body;
  }
}
