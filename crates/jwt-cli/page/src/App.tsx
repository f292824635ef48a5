import { useEffect } from "preact/hooks";
import { Answered } from "./Answered.tsx";
import { Banner } from "./Banner.tsx";
import { Editor } from "./Editor.tsx";
import { Help, openHelp } from "./Help.tsx";
import { Inspect } from "./Inspect.tsx";
import { NoSession } from "./NoSession.tsx";
import { TokenPane } from "./TokenPane.tsx";
import { TopBar } from "./TopBar.tsx";
import { Tree } from "./Tree.tsx";
import { api, copyCurl, save, send, toast, view } from "./state.ts";

export function App() {
  useEffect(() => {
    document.addEventListener("keydown", shortcut);
    return () => document.removeEventListener("keydown", shortcut);
  }, []);
  return (
    <div class={`app of-${view.value}`}>
      <TopBar />
      <Banner />
      {view.value === "inspect" ? (
        <Inspect />
      ) : api === null ? (
        <NoSession />
      ) : (
        <div class="panes">
          <nav class="pane side" aria-label="Requests">
            <Tree />
          </nav>
          <main class="pane middle">
            <Editor />
          </main>
          <aside class="pane right" aria-label="Token and answer">
            <TokenPane />
            <Answered />
          </aside>
        </div>
      )}
      <Help />
      <div class="toast" role="status" aria-live="polite">
        {toast.value && <span>{toast.value}</span>}
      </div>
    </div>
  );
}

function shortcut(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  const act = (work: () => void) => {
    event.preventDefault();
    work();
  };
  if (command && event.key === "s") return act(() => void save());
  if (command && event.key === "Enter") return act(() => void send());
  if (command && event.shiftKey && event.key.toLowerCase() === "c") return act(() => void copyCurl());
  if (event.altKey && event.key === "1") return act(() => (view.value = "requests"));
  if (event.altKey && event.key === "2") return act(() => (view.value = "inspect"));
  const typing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
  if (event.key === "?" && !typing) return act(openHelp);
}
