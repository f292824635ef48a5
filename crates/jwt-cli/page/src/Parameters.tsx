import type { Parameter } from "./types.ts";

interface Properties {
  noun: string;
  rows: Parameter[];
  onChange: (rows: Parameter[]) => void;
}

/** Names and values, with an empty row at the end for the next. */
export function Parameters({ noun, rows, onChange }: Properties) {
  const all = [...rows, { name: "", value: "", enabled: true }];
  const set = (at: number, changed: Partial<Parameter>) => {
    const next = all.map((row, i) => (i === at ? { ...row, ...changed } : row));
    onChange(next.filter((row, i) => i < rows.length || row.name !== "" || row.value !== ""));
  };
  return (
    <table class="parameters">
      <thead>
        <tr><th aria-label="Enabled" /><th>Name</th><th>Value</th><th aria-label="Remove" /></tr>
      </thead>
      <tbody>
        {all.map((row, at) => {
          const label = row.name || `new ${noun}`;
          const isNew = at === rows.length;
          return (
            <tr key={at} class={row.enabled ? "" : "off"}>
              <td>
                {!isNew && (
                  <input
                    type="checkbox"
                    aria-label={`${label} is sent`}
                    checked={row.enabled}
                    onChange={(event) => set(at, { enabled: event.currentTarget.checked })}
                  />
                )}
              </td>
              <td>
                <input
                  class="mono"
                  aria-label={`Name of ${label}`}
                  placeholder={isNew ? `New ${noun}` : ""}
                  value={row.name}
                  onInput={(event) => set(at, { name: event.currentTarget.value })}
                />
              </td>
              <td>
                <input
                  class="mono"
                  aria-label={`Value of ${label}`}
                  value={row.value}
                  onInput={(event) => set(at, { value: event.currentTarget.value })}
                />
              </td>
              <td>
                {!isNew && (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={`Remove ${label}`}
                    onClick={() => onChange(rows.filter((_, i) => i !== at))}
                  >
                    ×
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
