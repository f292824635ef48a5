import { signal } from "@preact/signals";
import { JwtForm } from "./JwtForm.tsx";
import { Parameters } from "./Parameters.tsx";
import { RequestLine } from "./RequestLine.tsx";
import { changeRequest, current, node, path, preview } from "./state.ts";

type Tab = "JWT" | "Params" | "Headers" | "Body";
const tab = signal<Tab>("JWT");

/** The request, or the folder, that is selected. */
export function Editor() {
  const draft = current.value;
  const found = node.value;
  if (draft === null || found === null) return <p class="note">Select a request.</p>;
  const request = draft.request;
  const tabs: Tab[] = request ? ["JWT", "Params", "Headers", "Body"] : ["JWT"];
  const shown = tabs.includes(tab.value) ? tab.value : "JWT";
  const above = path.value.slice(0, -1).filter((above) => above.kind !== "workspace");
  return (
    <>
      <div class="head">
        {above.length > 0 && <p class="path">{above.map((above) => above.name).join(" / ")}</p>}
        {request ? (
          <>
            <h2 class="title">{path.value.at(-1)?.name}</h2>
            <RequestLine request={request} />
          </>
        ) : (
          <>
            <h2 class="title">{path.value.at(-1)?.name}</h2>
            <p class="note">What stands here is for every request below that has nothing of its own.</p>
          </>
        )}
      </div>
      <div class="tabs" role="tablist" aria-label="Parts of the request">
        {tabs.map((name) => (
          <button
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={shown === name}
            aria-controls="tab-panel"
            onClick={() => (tab.value = name)}
          >
            {name}
            <Count name={name} />
          </button>
        ))}
      </div>
      <div class="panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${shown}`}>
        {shown === "JWT" && <JwtForm key={found.id} />}
        {shown === "Params" && request && (
          <Parameters
            noun="parameter"
            rows={request.params}
            onChange={(params) => changeRequest({ params })}
          />
        )}
        {shown === "Headers" && request && (
          <Parameters
            noun="header"
            rows={request.headers}
            onChange={(headers) => changeRequest({ headers })}
          />
        )}
        {shown === "Body" && request && OTHER_BODIES.includes(request.bodyKind ?? "") && (
          <p class="note">The body is a form or a file; change it in the workspace's file.</p>
        )}
        {shown === "Body" && request && !OTHER_BODIES.includes(request.bodyKind ?? "") && (
          <textarea
            class="body mono"
            aria-label="Body"
            spellcheck={false}
            placeholder="No body"
            value={request.body ?? ""}
            onInput={(event) => changeRequest({ body: event.currentTarget.value || null })}
          />
        )}
      </div>
    </>
  );
}

const OTHER_BODIES = ["form", "file", "other"];

function Count({ name }: { name: Tab }) {
  const request = current.value?.request;
  if (name === "JWT") {
    return preview.value?.problem ? <span class="count bad" aria-label="has a problem">!</span> : null;
  }
  const rows = name === "Params" ? request?.params : name === "Headers" ? request?.headers : [];
  const count = rows?.filter((row) => row.enabled).length ?? 0;
  return count > 0 ? <span class="count">{count}</span> : null;
}
