export interface Try {
  /** After the first. */
  readonly atMs: number;
  /** From 0 to 1 along the line. */
  readonly place: number;
}

/** When each try is, and where on a logarithmic line: the first are seconds apart, the last hours. */
export function triesOf(waitsMs: readonly number[]): readonly Try[] {
  const times = waitsMs.reduce<readonly number[]>((so, wait) => [...so, (so.at(-1) ?? 0) + wait], [0]);
  const last = Math.log1p(times.at(-1) ?? 0);
  return times.map((atMs) => ({ atMs, place: last === 0 ? 0 : Math.log1p(atMs) / last }));
}
