import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Field } from "./Field.tsx";
import { text } from "./members.ts";
import { changeForm, preview } from "./state.ts";
import type { Form } from "./types.ts";

const SOURCES = [["secret", "Text"], ["secretFile", "File"], ["secretEnv", "Variable"]] as const;
type Source = (typeof SOURCES)[number][0];

const revealed = signal(false);

/** The secret or the key, from one of three places. */
export function KeyField({ form }: { form: Form }) {
  const source = SOURCES.find(([name]) => form[name] !== undefined)?.[0] ?? "secret";
  const file = useRef<HTMLInputElement>(null);
  const choose = (to: Source) => {
    const none = Object.fromEntries(SOURCES.map(([name]) => [name, undefined]));
    changeForm({ ...none, [to]: "" });
  };
  const value = text(form[source]);
  const says = preview.value?.key?.says;
  return (
    <Field name={source} label="Secret or key" wide>
      <div class="row spread">
        <div class="segments small" role="radiogroup" aria-label="Where the key is">
          {SOURCES.map(([name, title]) => (
            <button type="button" role="radio" aria-checked={source === name} onClick={() => choose(name)}>
              {title}
            </button>
          ))}
        </div>
        {source === "secret" && (
          <div class="row">
            <label class="check">
              <input
                type="checkbox"
                checked={form["secretBase64"] === true}
                onChange={(event) => changeForm({ secretBase64: event.currentTarget.checked || undefined })}
              />
              Base64
            </label>
            <button type="button" class="quiet" onClick={() => file.current?.click()}>Load file…</button>
            <button
              type="button"
              class="quiet"
              aria-pressed={revealed.value}
              onClick={() => (revealed.value = !revealed.value)}
            >
              {revealed.value ? "Hide" : "Reveal"}
            </button>
          </div>
        )}
      </div>
      {source === "secret" ? (
        <textarea
          id="field-secret"
          class={`mono secret ${revealed.value || value.includes("${[") ? "" : "masked"}`}
          rows={value.includes("\n") ? 5 : 1}
          spellcheck={false}
          autocomplete="off"
          placeholder="A shared secret, or a key: PEM, JWK, JWK Set"
          value={value}
          onInput={(event) => changeForm({ secret: event.currentTarget.value })}
        />
      ) : (
        <input
          id={`field-${source}`}
          class="mono"
          spellcheck={false}
          autocomplete="off"
          placeholder={source === "secretFile" ? "keys/orders.pem" : "ORDERS_KEY"}
          value={value}
          onInput={(event) => changeForm({ [source]: event.currentTarget.value })}
        />
      )}
      {says && <p class="says">{says}</p>}
      <input
        type="file"
        hidden
        ref={file}
        onChange={(event) => void load(event.currentTarget)}
      />
    </Field>
  );
}

async function load(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  input.value = "";
  if (file && file.size <= LARGEST) changeForm({ secret: await file.text() });
}

/** More than any key. */
const LARGEST = 1024 * 1024;
