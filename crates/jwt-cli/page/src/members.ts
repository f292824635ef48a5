// The form's members as text in fields, and back.

import type { Json } from "./types.ts";

/** A member as text; nothing for one that is not there. */
export function text(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was chosen; the empty choice is that there is no such member. */
export function choice(value: string): string | undefined {
  return value === "" ? undefined : value;
}

/** An object, or the text that somebody typed for one. */
export function objectText(value: Json | undefined): string {
  if (value === undefined) return "{\n  \n}";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** What was an object stays one as long as its text is; else it is the text as it was typed. */
export function withObject(before: Json | undefined, typed: string): Json | undefined {
  if (typeof before === "string") return typed;
  const value = parse(typed);
  if (before === undefined && value !== undefined && Object.keys(value).length === 0) return undefined;
  // Numbers past what JavaScript keeps would change.
  return value !== undefined && !/\d{16}|\d[.eE]/.test(typed) ? value : typed;
}

function parse(typed: string): { [name: string]: Json } | undefined {
  try {
    const value: Json = JSON.parse(typed);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? value : undefined;
  } catch {
    return undefined;
  }
}
