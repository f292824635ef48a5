import { now } from "./state.ts";
import { span } from "./span.ts";
import type { Claim, Json } from "./types.ts";

/** Claims with what they mean. Values are text, whatever is in them. */
export function ClaimsTable({ claims }: { claims: Claim[] }) {
  if (claims.length === 0) return <p class="note">No claims.</p>;
  return (
    <table class="claims">
      <tbody>
        {claims.map((claim) => (
          <tr>
            <th scope="row" class="mono" title={claim.explanation ?? ""}>
              {claim.name}
            </th>
            <td>
              <span class="mono value">{shown(claim.value)}</span>
              {claim.time && <Time name={claim.name} time={claim.time} />}
              {claim.explanation && <span class="about">{claim.explanation}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Time({ name, time }: { name: string; time: { unix: number; iso: string } }) {
  const away = time.unix - now.value;
  const isLate = name === "exp" ? away <= 0 : name === "nbf" && away > 0;
  return (
    <span class={`time ${isLate ? "late" : ""}`}>
      <time dateTime={time.iso}>{time.iso.replace("T", " ")}</time>
      {" · "}
      {standing(name, away)}
    </span>
  );
}

function standing(name: string, away: number): string {
  if (name === "exp") return away > 0 ? `expires in ${span(away)}` : `expired ${span(-away)} ago`;
  if (name === "nbf") return away > 0 ? `valid in ${span(away)}` : `valid for ${span(-away)}`;
  return away > 0 ? `in ${span(away)}` : away === 0 ? "now" : `${span(-away)} ago`;
}

function shown(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
