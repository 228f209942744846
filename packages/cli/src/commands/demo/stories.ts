import { signingWindowMs } from "../../play/signing-window.ts";
import type { Outcome } from "./outcome.ts";
import type { Vendor } from "./vendors.ts";

export type StoryId = "well-signed" | "replayed" | "tampered" | "stale" | "new-key";

/** One thing that happens to webhooks, and what must come of it. */
export interface Story {
  readonly id: StoryId;
  /** What was sent, in a newcomer's words. */
  readonly sent: (vendor: Vendor) => string;
  readonly expected: Outcome;
  /** What the expected answer means. */
  readonly meaning: (vendor: Vendor) => string;
}

/** How much too old the stale request is: beyond doubt, however slow the machine. */
const STALE_MARGIN_MS = 30_000;

/** How old the signature of the stale request is, in milliseconds; undefined where the vendor signs no time. */
export function staleAgeMs({ example }: Vendor): number | undefined {
  const windowMs = signingWindowMs(example.scheme);
  return windowMs === undefined ? undefined : windowMs + STALE_MARGIN_MS;
}

/** Played for every vendor in this order. */
export const stories: readonly Story[] = [
  {
    id: "well-signed",
    sent: () => "well signed",
    expected: "accepted",
    meaning: () => "proved, stored, passed on",
  },
  {
    id: "replayed",
    sent: () => "the same again",
    expected: "duplicate",
    meaning: ({ isKnownBy }) => isKnownBy,
  },
  {
    id: "tampered",
    sent: () => "one byte changed",
    expected: "refused",
    meaning: () => "no key gives this signature",
  },
  {
    id: "stale",
    sent: (vendor) => {
      const ageMs = staleAgeMs(vendor);
      return ageMs === undefined ? "an old signature" : `signed ${ageMs / 1000} s ago`;
    },
    expected: "refused",
    meaning: ({ example }) => {
      const windowMs = signingWindowMs(example.scheme);
      return windowMs === undefined
        ? "this sender signs no time"
        : `right, but older than ${windowMs / 1000} s`;
    },
  },
  {
    id: "new-key",
    sent: () => "with the new key",
    expected: "accepted",
    meaning: () => "old and new key both accepted",
  },
];
