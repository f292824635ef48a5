import { signal, effect } from "@preact/signals";
import { Refused } from "./api.ts";
import { ClaimsTable } from "./ClaimsTable.tsx";
import { Trouble } from "./Field.tsx";
import { TokenText } from "./TokenText.tsx";
import { decode } from "./decode.ts";
import { api, copy, opened } from "./state.ts";
import type { Inspection, Problem, State } from "./types.ts";

const token = signal(opened.shared ?? "");
const key = signal("");
const issuer = signal("");
const found = signal<Inspection | null>(null);

const STATES: { [state in State]: [string, string, string] } = {
  malformed: ["bad", "Malformed", "This is no JSON Web Token."],
  decoded: ["plain", "Decoded, not verified", "Anybody could have written this. Give a key or an issuer to verify it."],
  verified: ["good", "Verified", "The signature is right, and so are the times. For whom it is was not asked."],
  "invalid-signature": ["bad", "Invalid signature", "The key did not sign this, or it was changed since."],
  expired: ["warn", "Expired", "It was good until then."],
  "not-yet-valid": ["warn", "Not yet valid", "It will be good from then on."],
  unsecured: ["bad", "Unsecured", "It has no signature: anybody can write such a token."],
  rejected: ["bad", "Rejected", "It breaks a rule."],
};

effect(() => {
  const asked = { token: token.value.trim(), key: key.value, issuer: issuer.value.trim() };
  if (asked.token === "") {
    found.value = null;
    return;
  }
  if (api === null) {
    found.value = decode(asked.token);
    return;
  }
  const own = new AbortController();
  const timer = setTimeout(() => void ask(asked, own.signal), 150);
  return () => {
    clearTimeout(timer);
    own.abort();
  };
});

async function ask(asked: { token: string; key: string; issuer: string }, abort: AbortSignal): Promise<void> {
  const { token, key, issuer } = asked;
  try {
    found.value = await api!.inspect({ token, ...(key && { key }), ...(issuer && { issuer }) }, abort);
  } catch (error) {
    if (abort.aborted) return;
    if (!(error instanceof Refused)) throw error;
    found.value = { state: "rejected", problem: error.problem, findings: [] };
  }
}

/** Any token, looked at. */
export function Inspect() {
  const shown = found.value;
  const decoded = shown?.decoded;
  return (
    <main class="inspect">
      <section class="pane asked">
        <h2>Inspect a token</h2>
        <p class="note">Nothing leaves this machine{issuer.value ? ", but for asking the issuer for its keys" : ""}.</p>
        <div class="field">
          <label for="inspected">Token</label>
          <textarea
            id="inspected"
            class="mono"
            rows={8}
            spellcheck={false}
            autocomplete="off"
            placeholder="Paste it here; Bearer and quotes may stay"
            value={token.value}
            onInput={(event) => (token.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="inspect-key">Key</label>
          <textarea
            id="inspect-key"
            class="mono"
            rows={4}
            spellcheck={false}
            autocomplete="off"
            disabled={api === null}
            placeholder="Public key or secret: PEM, JWK, JWK Set, text"
            value={key.value}
            onInput={(event) => (key.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="inspect-issuer">Or its issuer</label>
          <input
            id="inspect-issuer"
            class="mono"
            type="url"
            spellcheck={false}
            disabled={api === null}
            placeholder="https://id.example"
            value={issuer.value}
            onInput={(event) => (issuer.value = event.currentTarget.value)}
          />
        </div>
        {api === null && <p class="note">To verify it, run <code>jwt ui</code> and open the address that it prints.</p>}
      </section>
      <section class="pane findings" aria-live="polite">
        {shown === null && <p class="empty note">What is in the token shows here.</p>}
        {shown !== null && <Verdict state={shown.state} />}
        {shown?.problem && <Trouble problem={shown.problem} />}
        {others(shown)?.map((finding) => <Trouble problem={finding} isWarning />)}
        {decoded && (
          <>
            <TokenText token={alone(token.value)} />
            <h3 class="h">Header</h3>
            <pre class="mono part h">{decoded.headerJson}</pre>
            <h3 class="p">Claims</h3>
            <ClaimsTable claims={decoded.claims} />
            <div class="row">
              <button type="button" onClick={() => void copy(share(alone(token.value)), "Link")}>
                Copy link without signature
              </button>
              <button type="button" onClick={() => void copy(decoded.claimsJson, "Claims")}>Copy claims</button>
            </div>
          </>
        )}
      </section>
    </main>
  );
}

/** What the doctor finds beside the problem itself. */
function others(shown: Inspection | null): Problem[] | undefined {
  return shown?.findings.filter(({ code }) => code !== shown.problem?.code);
}

function Verdict({ state }: { state: State }) {
  const [kind, title, meaning] = STATES[state];
  return (
    <div class={`verdict ${kind}`} data-state={state}>
      <b>{title}</b>
      <span>{meaning}</span>
    </div>
  );
}

/** The token without what was pasted around it. */
function alone(pasted: string): string {
  return /[\w-]+\.[\w-]+\.[\w-]*/.exec(pasted)?.[0] ?? pasted.trim();
}

/** Header and claims, and nothing with which anybody could do something. */
function share(token: string): string {
  const [header, claims] = token.split(".");
  return `${location.origin}/#share=${header}.${claims}.`;
}
