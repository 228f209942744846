const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What the gateway tells of itself, as events of the source `countersign`: type → meaning, and how often at most the same
 * is told of the same source, endpoint or secret. Their data are names, codes, counts and times, never of a patient.
 */
export const troubleTypes = {
  "source.refusing": {
    repeatMs: HOUR_MS,
    meaning:
      "A source refuses what comes: 10 requests in a row, or within five minutes at least 20 and more than it accepts.",
  },
  "source.silent": {
    repeatMs: DAY_MS,
    meaning: "A source has accepted nothing for longer than its expectedEveryHours.",
  },
  "endpoint.disabled": {
    repeatMs: HOUR_MS,
    meaning: "An endpoint answered 410 and was disabled; its backlog is kept.",
  },
  "delivery.failed": {
    repeatMs: HOUR_MS,
    meaning: "Deliveries to an endpoint have become dead letters.",
  },
  "secret.expiring": {
    repeatMs: DAY_MS,
    meaning:
      "A secret ends within a week with none to take its place, or is older than a year; told while it is so.",
  },
  "event.held": {
    repeatMs: HOUR_MS,
    meaning: "Events came with the id of another and another body; their deliveries are held.",
  },
  "quarantine.full": {
    repeatMs: HOUR_MS,
    meaning: "So many requests of a source were refused that older ones were deleted for them.",
  },
} as const satisfies Readonly<Record<string, { readonly repeatMs: number; readonly meaning: string }>>;

export type TroubleType = keyof typeof troubleTypes;

/** One trouble as it is to be told. */
export interface Trouble {
  readonly organizationId: number;
  readonly type: TroubleType;
  /** What it is about, such as `source 12`: the same is told once in `repeatMs`. */
  readonly subject: string;
  /** Names, codes, counts and times only. */
  readonly data: Readonly<Record<string, string | number | null | Readonly<Record<string, number>>>>;
}
