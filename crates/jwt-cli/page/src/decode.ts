// Decodes a token in the page, for a shared link that is opened without the command. All else is
// the server's.

import type { Claim, Inspection, Json } from "./types.ts";

export function decode(token: string): Inspection {
  try {
    const [header, claims] = token.split(".").map(json);
    if (!header || !claims) throw new Error("two parts or more are needed");
    return {
      state: "decoded",
      decoded: {
        header: header.value,
        claims: Object.entries(claims.value).map(claim),
        headerJson: JSON.stringify(header.value, null, 2),
        claimsJson: claims.text,
      },
      findings: [],
    };
  } catch {
    return { state: "malformed", findings: [] };
  }
}

function json(part: string): { value: { [name: string]: Json }; text: string } | null {
  if (part === "") return null;
  const base64 = part.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return { value: JSON.parse(text) as { [name: string]: Json }, text };
}

function claim([name, value]: [string, Json]): Claim {
  if (!TIMES.includes(name) || typeof value !== "number" || !(Math.abs(value) < 253_402_300_800)) {
    return { name, value };
  }
  const iso = new Date(value * 1000).toISOString().replace(".000", "");
  return { name, value, time: { unix: value, iso, relative: "" } };
}

const TIMES = ["exp", "nbf", "iat", "auth_time", "updated_at"];
