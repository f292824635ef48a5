import { ClaimsTable } from "./ClaimsTable.tsx";
import { Trouble } from "./Field.tsx";
import { TokenText } from "./TokenText.tsx";
import { copy, node, preview, select } from "./state.ts";
import type { Preview } from "./types.ts";

/** The token as it will be sent. */
export function TokenPane() {
  const shown = preview.value;
  if (shown === null || node.value === null) return null;
  const { token, decoded, problem, warnings, headerLine, auth } = shown;
  return (
    <section class="token-pane" aria-labelledby="token-title">
      <div class="row spread">
        <h2 id="token-title">Token</h2>
        <span class="row">
          <Signature preview={shown} />
          {token !== null && (
            <button type="button" class="quiet" onClick={() => void copy(token, "Token")}>Copy</button>
          )}
        </span>
      </div>
      {auth.from && auth.from.id !== node.value.id && (
        <p class="note">
          By the authentication of{" "}
          <button type="button" class="link" onClick={() => void select(auth.from!.id)}>{auth.from.label}</button>
        </p>
      )}
      {problem && (
        <div class="card bad" aria-live="polite">
          <Trouble problem={problem} />
          {problem.field && (
            <button type="button" class="link" onClick={() => focus(problem.field!)}>Go to {problem.field}</button>
          )}
        </div>
      )}
      {!problem && token === null && <p class="note pad">No token goes along.</p>}
      {token !== null && <TokenText token={token} />}
      {warnings.map((warning) => <Trouble problem={warning} isWarning />)}
      {decoded && (
        <>
          <h3 class="h">Header</h3>
          <pre class="mono part h">{decoded.headerJson}</pre>
          <h3 class="p">Claims</h3>
          <ClaimsTable claims={decoded.claims} />
        </>
      )}
      {headerLine && (
        <>
          <h3>On the wire</h3>
          <p class="wire mono" title={headerLine}>{headerLine}</p>
        </>
      )}
    </section>
  );
}

function Signature({ preview: { signature, problem } }: { preview: Preview }) {
  if (problem) return <span class="chip bad">Not signed</span>;
  switch (signature) {
    case "verified": return <span class="chip good">Signed and verified</span>;
    case "signed": return <span class="chip good">Signed</span>;
    case "unsigned": return <span class="chip warn">Unsigned</span>;
    default: return null;
  }
}

function focus(field: string): void {
  const name = field.split(".")[0];
  const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name ?? "")}"]`);
  found?.closest("details")?.setAttribute("open", "");
  found?.querySelector<HTMLElement>("input, textarea, select, [contenteditable=true]")?.focus();
}
