const UNITS: [string, number][] = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]];

/** A number of seconds in its two largest units: 1 h 5 min. */
export function span(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.floor(seconds));
  for (const [unit, len] of UNITS) {
    const count = Math.floor(rest / len);
    rest %= len;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}
