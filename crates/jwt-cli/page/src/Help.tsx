import { createRef } from "preact";

const dialog = createRef<HTMLDialogElement>();

export const openHelp = () => dialog.current?.showModal();

const KEYS: [string, string][] = [
  ["Ctrl Enter", "Send"],
  ["Ctrl S", "Save to the file"],
  ["Ctrl Shift C", "Copy as curl"],
  ["Alt 1, Alt 2", "Requests, Inspect"],
  ["↑ ↓", "Move in the tree"],
  ["→ ←", "Open and close a folder"],
  ["Esc, then Tab", "Leave a JSON editor"],
  ["?", "These keys"],
];

export function Help() {
  return (
    <dialog ref={dialog} aria-labelledby="help-title">
      <h2 id="help-title">Keyboard</h2>
      <dl class="keys">
        {KEYS.map(([key, meaning]) => (
          <div>
            <dt>{key.split(" ").map((part) => (/^[\w↑↓→←?]+,?$/.test(part) ? <kbd>{part}</kbd> : part))}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" class="primary">Close</button>
      </form>
    </dialog>
  );
}
