/** Longest first; each a whole number of the next. */
const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** `24h`, `90s`, `250ms`: the longest unit that leaves no rest. */
export function formatDuration(durationMs: number): string {
  const [unit, unitMs] = UNITS.find(([, each]) => durationMs >= each && durationMs % each === 0) ?? ["ms", 1];
  return `${durationMs / unitMs}${unit}`;
}

/** Reads a number with its unit; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, digits = "", name = ""] = /^(\d{1,12})\s?(ms|s|m|h|d)$/.exec(text) ?? [];
  const unitMs = UNITS.find(([unit]) => unit === name)?.[1];
  return unitMs === undefined ? undefined : Number(digits) * unitMs;
}
