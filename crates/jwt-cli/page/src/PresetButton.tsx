import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Refused } from "./api.ts";
import { Trouble } from "./Field.tsx";
import { api, change, workspace } from "./state.ts";
import type { Problem } from "./types.ts";

const isOpen = signal(false);
const chosen = signal("");
const inputs = signal<{ [name: string]: string }>({});
const problem = signal<Problem | null>(null);

/** Fills the form in for a well-known service. */
export function PresetButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const presets = workspace.value?.presets ?? [];
  const preset = presets.find(({ name }) => name === chosen.value) ?? presets[0];
  if (!preset) return null;
  const show = () => {
    isOpen.value = true;
    dialog.current?.showModal();
  };
  const fill = async (event: Event) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(inputs.value).filter(([, value]) => value !== ""));
    try {
      const { form } = await api!.preset(preset.name, given);
      change({ authenticationType: "jwt", form });
      dialog.current?.close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.problem;
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={show}>Preset…</button>
      <dialog ref={dialog} aria-labelledby="preset-title" onClose={() => (isOpen.value = false)}>
        {isOpen.value && <form onSubmit={(event) => void fill(event)}>
          <h2 id="preset-title">Fill in for a service</h2>
          <div class="field">
            <label for="preset">Service</label>
            <select
              id="preset"
              value={preset.name}
              onChange={(event) => {
                chosen.value = event.currentTarget.value;
                inputs.value = {};
                problem.value = null;
              }}
            >
              {presets.map(({ name, title }) => <option value={name}>{title}</option>)}
            </select>
          </div>
          {preset.inputs.map(({ name, about, required, example, default: fallback }) => (
            <div class="field" key={`${preset.name} ${name}`}>
              <label for={`preset-${name}`}>{name}{required && " *"}</label>
              <input
                id={`preset-${name}`}
                class="mono"
                autocomplete="off"
                spellcheck={false}
                placeholder={fallback ?? example ?? ""}
                value={inputs.value[name] ?? ""}
                onInput={(event) => (inputs.value = { ...inputs.value, [name]: event.currentTarget.value })}
              />
              <p class="note">{about}</p>
            </div>
          ))}
          <p class="note">What is left empty becomes a variable, which the workspace defines.</p>
          {problem.value && <Trouble problem={problem.value} />}
          <div class="row end">
            <button type="button" onClick={() => dialog.current?.close()}>Cancel</button>
            <button type="submit" class="primary">Fill in</button>
          </div>
        </form>}
      </dialog>
    </>
  );
}
