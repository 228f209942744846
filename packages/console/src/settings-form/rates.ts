export interface Rate {
  readonly perSecond?: number | undefined;
  readonly perMinute?: number | undefined;
  readonly burst?: number | undefined;
}

/** `50/s`, `600/m burst 20`. */
export function formatRate({ perSecond, perMinute, burst }: Rate): string {
  const rate = perSecond === undefined ? `${perMinute ?? 0}/m` : `${perSecond}/s`;
  return burst === undefined ? rate : `${rate} burst ${burst}`;
}

/** Reads what `formatRate` writes; undefined for anything else. */
export function parseRate(text: string): Rate | undefined {
  const found = /^(\d{1,9})\/(s|m)(?: burst (\d{1,9}))?$/.exec(text);
  if (found === null) return undefined;
  const [, count = "", unit = "", burst] = found;
  const rate = unit === "s" ? { perSecond: Number(count) } : { perMinute: Number(count) };
  return burst === undefined ? rate : { ...rate, burst: Number(burst) };
}
