// What the server says and is told: the API of src/page/ in Rust.

export type Kind = "workspace" | "folder" | "request";
export type AuthenticationType = "jwt" | "none" | null;
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Form = { [name: string]: Json };

export interface Owner {
  id: string;
  label: string;
}

export interface TreeNode {
  id: string;
  kind: Kind;
  name: string;
  method?: string;
  url?: string;
  auth: { own: "inherit" | "none" | "jwt"; from: Owner | null; disabled?: boolean };
  children: TreeNode[];
}

export interface Preset {
  name: string;
  title: string;
  inputs: { name: string; about: string; required: boolean; example?: string | null; default?: string | null }[];
}

export interface Workspace {
  file: string;
  name: string;
  revision: string;
  tree: TreeNode[];
  algorithms: string[];
  presets: Preset[];
}

export interface Parameter {
  name: string;
  value: string;
  enabled: boolean;
}

export interface Request {
  method: string;
  url: string;
  headers: Parameter[];
  params: Parameter[];
  body: string | null;
  /** The body is text only if it is `none`, `text` or `json`. */
  bodyKind?: "none" | "text" | "json" | "form" | "file" | "other";
}

export interface Node {
  id: string;
  kind: Kind;
  request?: Request;
  authenticationType: AuthenticationType;
  form: Form | null;
}

/** What is changed of a node, and not saved. */
export interface Draft {
  /** The node that it is of, if not the one that is asked about. */
  id?: string;
  request?: Request;
  authenticationType: AuthenticationType;
  form: Form | null;
}

export interface Problem {
  code: string;
  message: string;
  field?: string | null;
  hint?: string | null;
  line?: number | null;
  column?: number | null;
}

export interface Claim {
  name: string;
  value: Json;
  explanation?: string;
  time?: { unix: number; iso: string; relative: string };
}

export interface Decoded {
  header: { [name: string]: Json };
  claims: Claim[];
  headerJson: string;
  claimsJson: string;
}

export interface Preview {
  auth: { from: Owner | null };
  key: { says: string } | null;
  token: string | null;
  place: { location: string; name: string } | null;
  headerLine: string | null;
  url: string;
  decoded: Decoded | null;
  signature: "signed" | "unsigned" | "verified" | null;
  warnings: Problem[];
  problem: Problem | null;
}

export interface Answer {
  request: { method: string; url: string };
  /** Differs after redirects. */
  answeredBy?: { method: string; url: string };
  status: number;
  statusText: string;
  timing_ms: number;
  headers: [string, string][];
  body: string;
  truncated: boolean;
  findings: Problem[];
}

export type State =
  | "malformed"
  | "decoded"
  | "verified"
  | "invalid-signature"
  | "expired"
  | "not-yet-valid"
  | "unsecured"
  | "rejected";

export interface Inspection {
  state: State;
  decoded?: Decoded | null;
  problem?: Problem | null;
  findings: Problem[];
}
