import { Hint } from "./Field.tsx";
import { changedOnDisk, discard, reload, trouble, workspace } from "./state.ts";

/** What concerns no field: a file that somebody else changed, a server that is gone. */
export function Banner() {
  if (changedOnDisk.value !== null) {
    return (
      <div class="banner" role="alert">
        <span>
          <b>{workspace.value?.file ?? "The file"}</b> was changed by somebody else, and you have changes
          that are not saved.
        </span>
        <button type="button" onClick={() => void discard()}>Take the file's</button>
        <button type="button" onClick={() => void reload()}>Keep mine</button>
      </div>
    );
  }
  const problem = trouble.value;
  if (problem === null) return null;
  return (
    <div class="banner bad" role="alert">
      <span>
        <b class="code">{problem.code}</b> {problem.message}
        {problem.hint && <Hint text={problem.hint} />}
      </span>
      <button type="button" class="quiet" aria-label="Dismiss" onClick={() => (trouble.value = null)}>
        ×
      </button>
    </div>
  );
}
