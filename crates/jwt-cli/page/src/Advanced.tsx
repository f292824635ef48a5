import { Field, problemsOf } from "./Field.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { TextField } from "./JwtForm.tsx";
import { choice, objectText, text, withObject } from "./members.ts";
import { changeForm } from "./state.ts";
import type { Form } from "./types.ts";

const OWN = [
  "headers", "typ", "keyId", "notBefore", "backdate", "location", "name", "headerPrefix", "origins",
  "passphraseEnv", "secretEncoding", "keyFormat", "payloadMode", "cache", "allow", "verifyWith",
];

const ALLOWED = [
  ["unsigned", "Tokens without a signature"],
  ["weakSecret", "Short secrets"],
  ["smallRsa", "Small RSA keys"],
  ["nonObjectPayload", "Payloads that are no object"],
] as const;

/** What most forms do without. It opens by itself where something is set or wrong. */
export function Advanced({ form }: { form: Form }) {
  const isUsed = OWN.some((name) => form[name] !== undefined || problemsOf(name).length > 0);
  const headers = problemsOf("headers").find((problem) => !problem.isWarning);
  return (
    <details open={isUsed}>
      <summary>Advanced</summary>
      <div class="grid three">
        <Select form={form} name="location" label="Token goes into" options={["header", "query", "cookie", "body"]} />
        <TextField form={form} name="name" label="Name" placeholder={form["location"] && form["location"] !== "header" ? "token" : "Authorization"} />
        <TextField form={form} name="headerPrefix" label="Prefix" placeholder="Bearer" empty="" />
        <TextField form={form} name="notBefore" label="Not before, in" hint="0s" />
        <TextField form={form} name="backdate" label="Backdate" hint="0s" />
        <TextField form={form} name="keyId" label="Key id (kid)" placeholder="the JWK's own" />
        <TextField form={form} name="typ" label="Type (typ)" placeholder="JWT" empty={null} />
        <Select form={form} name="secretEncoding" label="Secret is written in" options={["utf8", "base64", "base64url", "hex"]} />
        <Select form={form} name="keyFormat" label="Key format" options={["auto", "secret", "pem", "der", "jwk", "jwks"]} />
        <TextField form={form} name="passphraseEnv" label="Passphrase in variable" />
        <Select form={form} name="payloadMode" label="Payload is signed" options={["verbatim", "compact"]} />
      </div>
      <TextField form={form} name="origins" label="Only to these origins" isList placeholder="any" note="Commas between; the token goes nowhere else, redirects included." />
      <Field name="headers" label="Header" wide note="Further members of the token's header.">
        <JsonEditor
          id="headers"
          label="Header, JSON"
          value={objectText(form["headers"])}
          problem={headers}
          onInput={(json) => changeForm({ headers: withObject(form["headers"], json) })}
        />
      </Field>
      <Field name="allow" label="Allow">
        <div class="checks">
          {ALLOWED.map(([name, title]) => (
            <label class="check">
              <input
                type="checkbox"
                checked={member(form["allow"], name) === true}
                onChange={(event) => changeForm({ allow: allowed(form["allow"], name, event.currentTarget.checked) })}
              />
              {title}
            </label>
          ))}
        </div>
      </Field>
    </details>
  );
}

interface SelectProperties {
  form: Form;
  name: string;
  label: string;
  /** The first is what holds if nothing is chosen. */
  options: string[];
}

function Select({ form, name, label, options }: SelectProperties) {
  const value = text(form[name]);
  return (
    <Field name={name} label={label}>
      <select
        id={`field-${name}`}
        value={value || (options[0] ?? "")}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          changeForm({ [name]: chosen === options[0] ? undefined : choice(chosen) });
        }}
      >
        {(value && !options.includes(value) ? [...options, value] : options).map((option) => <option>{option}</option>)}
      </select>
    </Field>
  );
}

function member(value: Form[string] | undefined, name: string): Form[string] | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? value[name] : undefined;
}

function allowed(before: Form[string] | undefined, name: string, on: boolean): Form[string] | undefined {
  const isObject = typeof before === "object" && before !== null && !Array.isArray(before);
  const { [name]: _, ...others } = isObject ? before : {};
  const after = on ? { ...others, [name]: true } : others;
  return Object.keys(after).length > 0 ? after : undefined;
}
