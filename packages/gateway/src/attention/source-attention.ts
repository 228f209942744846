import { quarantineRoom } from "../receive/quarantine/quarantine-room.ts";
import { ACTIVITY_BUCKET_MS } from "../store/activity/activity-measures.ts";
import type { ActivityRow } from "../store/activity/activity-rows.ts";
import type { StoredSource } from "../store/configure/stored-resource.ts";
import type { QuarantineCount } from "../store/quarantine/quarantine-store.ts";
import { sumActivity } from "../activity/overview.ts";
import type { AttentionEntry } from "./attention-entry.ts";

/** Single wrong requests come now and then, from scanners too. */
const MIN_REFUSED = 10;
const MIN_REFUSED_SHARE = 0.2;

const FULL_SHARE = 0.8;
const DAY_MS = 24 * 60 * 60_000;

/** What the last hour and the quarantine say of one source. */
export function sourceAttention(
  source: StoredSource,
  around: {
    readonly lastHour: readonly ActivityRow[];
    readonly quarantine: QuarantineCount | undefined;
    /** The code that most of its refusals had; undefined where none of them was kept. */
    readonly dominantCode: string | undefined;
    readonly now: number;
  },
): readonly AttentionEntry[] {
  const resource = { kind: "source", name: source.name } as const;
  const { lastHour, dominantCode } = around;
  return [
    ...(isRefusing(lastHour)
      ? [
          {
            kind: "source_refusing" as const,
            resource,
            code: dominantCode,
            count: sumActivity(lastHour).refused,
            since: firstRefusalAt(lastHour),
          },
        ]
      : []),
    ...quarantineEntry(source, around),
  ];
}

/** Whether so much was refused that it is no stray request. */
export function isRefusing(lastHour: readonly ActivityRow[]): boolean {
  const { accepted, duplicates, refused } = sumActivity(lastHour);
  return refused >= MIN_REFUSED && refused >= MIN_REFUSED_SHARE * (accepted + duplicates + refused);
}

function firstRefusalAt(lastHour: readonly ActivityRow[]): number | undefined {
  const buckets = lastHour.filter(({ refused }) => refused > 0).map(({ bucket }) => bucket);
  return buckets.length === 0 ? undefined : Math.min(...buckets) * ACTIVITY_BUCKET_MS;
}

function quarantineEntry(
  source: StoredSource,
  { quarantine, now }: { readonly quarantine: QuarantineCount | undefined; readonly now: number },
): readonly AttentionEntry[] {
  const room = quarantineRoom(source);
  if (room === undefined || quarantine === undefined) return [];
  const { items, bytes, lastLossAt } = quarantine;
  const isFilling = items >= FULL_SHARE * room.maxItems || bytes >= FULL_SHARE * room.maxBytes;
  const hasLost = lastLossAt !== undefined && now - lastLossAt < DAY_MS;
  if (!isFilling && !hasLost) return [];
  const resource = { kind: "source", name: source.name } as const;
  return [{ kind: "quarantine_filling", resource, count: items, since: hasLost ? lastLossAt : undefined }];
}
