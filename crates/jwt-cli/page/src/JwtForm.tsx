import { Advanced } from "./Advanced.tsx";
import { Field, problemsOf } from "./Field.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { KeyField } from "./KeyField.tsx";
import { PresetButton } from "./PresetButton.tsx";
import { change, changeForm, current, path, preview, select, workspace } from "./state.ts";
import { choice, objectText, text, withObject } from "./members.ts";
import type { AuthenticationType, Form } from "./types.ts";

const TYPES: [AuthenticationType, string][] = [[null, "Inherit"], ["none", "None"], ["jwt", "JWT"]];

/** How the node's requests are authenticated. */
export function JwtForm() {
  const draft = current.value;
  if (draft === null) return null;
  const { authenticationType: type, form } = draft;
  const isTop = path.value.at(-1)?.kind === "workspace";
  return (
    <div class="form">
      <div class="row spread">
        <div class="segments" role="radiogroup" aria-label="Authentication">
          {TYPES.filter(([type]) => !(isTop && type === null)).map(([value, title]) => (
            <button
              type="button"
              role="radio"
              aria-checked={type === value}
              onClick={() => choose(value, form)}
            >
              {title}
            </button>
          ))}
        </div>
        {type === "jwt" && <PresetButton />}
      </div>
      {type === null && <Inherited />}
      {type === "none" && <p class="note pad">Requests go out without a token, whatever stands above.</p>}
      {type === "jwt" && <Fields form={form ?? {}} />}
    </div>
  );
}

function choose(type: AuthenticationType, form: Form | null): void {
  change({ authenticationType: type, form: type === "jwt" ? (form ?? {}) : form });
}

function Inherited() {
  const { from } = preview.value?.auth ?? {};
  const { key, place, decoded } = preview.value ?? {};
  if (!from) return <p class="note pad">Nothing above has an authentication, so requests go out without a token.</p>;
  return (
    <div class="card inherited">
      <p>
        The authentication of <b>{from.label}</b> applies.
        {key && (
          <span class="note">
            {String(decoded?.header["alg"] ?? "")} by {key.says}
            {place && <>, in the {place.location} {place.name}</>}
          </span>
        )}
      </p>
      <button type="button" onClick={() => void select(from.id)}>Go there</button>
    </div>
  );
}

function Fields({ form }: { form: Form }) {
  const algorithms = workspace.value?.algorithms ?? [];
  const payload = problemsOf("payload").find((problem) => !problem.isWarning);
  return (
    <>
      <div class="grid">
        <Enabled form={form} />
        <Field name="algorithm" label="Algorithm">
          <select
            id="field-algorithm"
            value={text(form["algorithm"])}
            onChange={(event) => changeForm({ algorithm: choice(event.currentTarget.value) })}
          >
            <option value="">By the key</option>
            {algorithms.map((name) => <option>{name}</option>)}
          </select>
        </Field>
      </div>
      <KeyField form={form} />
      <Field name="payload" label="Payload" wide note="Claims as a JSON object; what stands here wins over the fields below.">
        <JsonEditor
          id="payload"
          label="Payload, JSON"
          value={objectText(form["payload"])}
          problem={payload}
          onInput={(json) => changeForm({ payload: withObject(form["payload"], json) })}
        />
      </Field>
      <Claims form={form} />
      <Advanced form={form} />
    </>
  );
}

function Enabled({ form }: { form: Form }) {
  const disabled = form["disabled"];
  const isTemplate = typeof disabled === "string";
  return (
    <Field
      name="disabled"
      label="Enabled"
      note={isTemplate && "Enabled where this is not empty once its variables are filled in."}
    >
      <select
        id="field-disabled"
        value={isTemplate ? "when" : disabled === true ? "no" : "yes"}
        onChange={(event) => {
          const how = event.currentTarget.value;
          changeForm({ disabled: how === "when" ? "${[  ]}" : how === "no" ? true : undefined });
        }}
      >
        <option value="yes">Enabled</option>
        <option value="no">Disabled</option>
        <option value="when">Enabled when…</option>
      </select>
      {isTemplate && (
        <input
          class="mono"
          aria-label="Enabled when"
          value={disabled}
          onInput={(event) => changeForm({ disabled: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

const IDS = [["", "None"], ["uuid4", "UUID, random"], ["uuid7", "UUID, by time"], ["random128", "128 random bits"]] as const;

/** The claims that nearly every token has. */
function Claims({ form }: { form: Form }) {
  return (
    <fieldset>
      <legend>Claims</legend>
      <div class="grid three">
        <TextField form={form} name="expiresIn" label="Expires in" placeholder="never, or 5m" />
        <Field name="issuedAt" label="Issued at">
          <select
            id="field-issuedAt"
            value={text(form["issuedAt"]) || "now"}
            onChange={(event) => changeForm({ issuedAt: event.currentTarget.value === "off" ? "off" : undefined })}
          >
            <option value="now">Now</option>
            <option value="off">Not told</option>
          </select>
        </Field>
        <Field name="jwtId" label="Token id">
          <select
            id="field-jwtId"
            value={text(form["jwtId"]) === "none" ? "" : text(form["jwtId"])}
            onChange={(event) => changeForm({ jwtId: choice(event.currentTarget.value) })}
          >
            {IDS.map(([value, title]) => <option value={value}>{title}</option>)}
          </select>
        </Field>
        <TextField form={form} name="issuer" label="Issuer" />
        <TextField form={form} name="subject" label="Subject" />
        <TextField form={form} name="audience" label="Audience" isList />
      </div>
    </fieldset>
  );
}

interface TextProperties {
  form: Form;
  name: string;
  label: string;
  placeholder?: string;
  hint?: string;
  note?: string;
  /** Commas make a list of it. */
  isList?: boolean;
  /** What empty text means, where that is something else than that there is no such member. */
  empty?: "" | null;
}

export function TextField({ form, name, label, placeholder, hint, note, isList, empty }: TextProperties) {
  const value = form[name];
  const isEmpty = empty !== undefined && value === empty;
  const shown = Array.isArray(value) ? value.map(text).join(", ") : text(value);
  return (
    <Field name={name} label={label} note={note}>
      <input
        id={`field-${name}`}
        class="mono"
        autocomplete="off"
        spellcheck={false}
        placeholder={isEmpty ? "none" : (placeholder ?? hint ?? "")}
        value={shown}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          const list = isList && typed.includes(",") && !typed.includes("${[");
          if (list) changeForm({ [name]: typed.split(",").map((part) => part.trim()) });
          else changeForm({ [name]: typed === "" ? undefined : typed });
        }}
      />
      {empty !== undefined && (
        <label class="check">
          <input
            type="checkbox"
            checked={isEmpty}
            onChange={(event) => changeForm({ [name]: event.currentTarget.checked ? empty : undefined })}
          />
          None
        </label>
      )}
    </Field>
  );
}
