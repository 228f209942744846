import type { Filter } from "./define-filters.ts";

const HOUR_MS = 3_600_000;

/** How far back a list goes; in the URL as a word, so that a shared link goes on meaning "the last hour". */
const spans = {
  "15m": { word: "last 15 min", ms: HOUR_MS / 4 },
  "1h": { word: "last hour", ms: HOUR_MS },
  "6h": { word: "last 6 h", ms: 6 * HOUR_MS },
  "24h": { word: "last 24 h", ms: 24 * HOUR_MS },
  "7d": { word: "last 7 d", ms: 7 * 24 * HOUR_MS },
  "30d": { word: "last 30 d", ms: 30 * 24 * HOUR_MS },
} as const;

export const sinceFilter: Filter = {
  kind: "choice",
  label: "Received",
  choices: Object.fromEntries(Object.entries(spans).map(([name, { word }]) => [name, word])),
};

/** To the minute, so that the same question a second later is answered from what is kept. */
const MINUTE_MS = 60_000;

/** Gives the `from` of a query for a span's name. */
export function sinceToFrom(since: string | undefined, nowMs = Date.now()): string | undefined {
  const span = since === undefined ? undefined : Object.entries(spans).find(([name]) => name === since)?.[1];
  if (span === undefined) return undefined;
  return new Date(Math.floor((nowMs - span.ms) / MINUTE_MS) * MINUTE_MS).toISOString();
}
