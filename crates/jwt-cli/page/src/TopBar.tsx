import { openHelp } from "./Help.tsx";
import { isAnyDirty, isDirty, save, view, workspace, type View } from "./state.ts";

const VIEWS: [View, string][] = [["requests", "Requests"], ["inspect", "Inspect"]];

export function TopBar() {
  const file = workspace.value;
  return (
    <header class="top">
      <span class="mark" aria-hidden="true">
        <i class="h" /><i class="p" /><i class="s" />
      </span>
      <h1>{file?.name ?? "jwt"}</h1>
      {file && <span class="file" title={file.file}>{file.file}</span>}
      <div class="views" role="tablist" aria-label="View">
        {VIEWS.map(([name, title]) => (
          <button
            role="tab"
            type="button"
            aria-selected={view.value === name}
            onClick={() => (view.value = name)}
          >
            {title}
          </button>
        ))}
      </div>
      <span class="grow" />
      {view.value === "requests" && file && (
        <button
          type="button"
          class={isDirty.value ? "primary" : ""}
          disabled={!isDirty.value}
          onClick={() => void save()}
          title="Ctrl+S"
        >
          {isDirty.value ? "Save" : isAnyDirty.value ? "Others unsaved" : "Saved"}
        </button>
      )}
      <button type="button" class="quiet" aria-label="Keyboard shortcuts" onClick={openHelp}>
        ?
      </button>
    </header>
  );
}
