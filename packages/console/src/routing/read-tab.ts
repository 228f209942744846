/** The part of a thing that a URL shows: `?tab=payload`. */
export interface TabSearch {
  readonly tab?: string;
}

/** Reads the `tab` of a URL; the screen shows its first part for one that it does not know. */
export function readTab({ tab }: Readonly<Record<string, unknown>>): TabSearch {
  return typeof tab === "string" && /^[a-z-]+$/.test(tab) ? { tab } : {};
}
