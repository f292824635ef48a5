import { signal } from "@preact/signals";
import { drafts, select, selected, workspace } from "./state.ts";
import type { TreeNode } from "./types.ts";

const closed = signal<ReadonlySet<string>>(new Set());

/** The workspace's folders and requests (WAI-ARIA's tree pattern). */
export function Tree() {
  const tree = workspace.value?.tree ?? [];
  if (workspace.value && tree.length === 0) return <p class="note">There are no requests yet.</p>;
  return (
    <ul role="tree" class="tree" aria-label="Folders and requests" onKeyDown={move}>
      {tree.map((node) => <Item node={node} level={1} />)}
    </ul>
  );
}

function Item({ node, level }: { node: TreeNode; level: number }) {
  const isOpen = !closed.value.has(node.id);
  const isSelected = selected.value === node.id;
  const has = node.children.length > 0;
  return (
    <li role="none">
      <div
        role="treeitem"
        class={`item ${node.kind}`}
        data-id={node.id}
        data-level={level}
        aria-level={level}
        aria-selected={isSelected}
        aria-expanded={has ? isOpen : undefined}
        tabIndex={isSelected || (selected.value === null && level === 1) ? 0 : -1}
        onClick={() => void select(node.id)}
      >
        {has ? (
          <span
            class={`twist ${isOpen ? "open" : ""}`}
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              toggle(node.id, !isOpen);
            }}
          />
        ) : (
          <span class="twist none" aria-hidden="true" />
        )}
        {node.kind === "request" && <span class={`method ${node.method}`}>{node.method}</span>}
        <span class="name">{node.name || "Untitled"}</span>
        {drafts.value[node.id] && <span class="dot" title="Not saved" aria-label="not saved" />}
        <Badge node={node} />
      </div>
      {has && isOpen && (
        <ul role="group">
          {node.children.map((child) => <Item node={child} level={level + 1} />)}
        </ul>
      )}
    </li>
  );
}

/** Whose authentication applies. */
function Badge({ node }: { node: TreeNode }) {
  const { own, from, disabled } = node.auth;
  if (disabled) return <span class="badge off" title="Disabled">off</span>;
  if (own === "none") return <span class="badge off" title="No authentication">none</span>;
  if (own === "jwt") return <span class="badge own" title="Its own authentication">JWT</span>;
  if (from === null) return null;
  return <span class="badge" title={`Inherited from ${from.label}`}>↑ {short(from.label)}</span>;
}

/** `folder "Admin"` is Admin, in a narrow tree. */
function short(label: string): string {
  return /"(.*)"/.exec(label)?.[1] ?? label;
}

function toggle(id: string, open: boolean): void {
  const changed = new Set(closed.value);
  if (open) changed.delete(id);
  else changed.add(id);
  closed.value = changed;
}

function move(event: KeyboardEvent): void {
  const tree = event.currentTarget as HTMLElement;
  const items = [...tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const item = (event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = items.indexOf(item);
  const id = item.dataset["id"] ?? "";
  const expanded = item.getAttribute("aria-expanded");
  const go = (to: HTMLElement | undefined) => {
    if (!to) return;
    to.focus();
    void select(to.dataset["id"] ?? "");
  };
  const level = Number(item.dataset["level"]);
  switch (event.key) {
    case "ArrowDown": go(items[at + 1]); break;
    case "ArrowUp": go(items[at - 1]); break;
    case "Home": go(items[0]); break;
    case "End": go(items.at(-1)); break;
    case "ArrowRight":
      if (expanded === "false") toggle(id, true);
      else if (expanded === "true") go(items[at + 1]);
      break;
    case "ArrowLeft":
      if (expanded === "true") toggle(id, false);
      else go(items.slice(0, at).reverse().find((other) => Number(other.dataset["level"]) < level));
      break;
    case "Enter": case " ": void select(id); break;
    default: return;
  }
  event.preventDefault();
}
