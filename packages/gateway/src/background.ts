import { ActivityNotes } from "./activity/activity-notes.ts";
import type { Settings } from "./config/settings.ts";
import type { Observing } from "./listen.ts";
import { monotonicMs } from "./monotonic-ms.ts";
import { OtherGateways } from "./other-gateways.ts";
import type { LiveSourceTable } from "./receive/live-source-table.ts";
import { Explainer } from "./receive/quarantine/explainer.ts";
import { QuarantineIntake } from "./receive/quarantine/quarantine-intake.ts";
import { QuarantinePurge } from "./receive/quarantine/quarantine-purge.ts";
import { ReplayRunner } from "./replay/replay-runner.ts";
import { PurgeSchedule } from "./retention/purge-schedule.ts";
import { retentionPolicy } from "./retention/retention-policy.ts";
import type { Duties } from "./role.ts";
import { MasterKeyRotator } from "./secrets/master-key-rotator.ts";
import { nextMasterKeyOrigin } from "./secrets/next-master-key-origin.ts";
import { EventSender } from "./sending/event-sender.ts";
import type { Store } from "./store/store.ts";
import { TroubleNotes } from "./troubles/trouble-notes.ts";
import { TroubleWatcher } from "./troubles/trouble-watcher.ts";

export interface BackgroundParts {
  readonly settings: Settings;
  readonly observing: Observing;
  readonly store: Store;
  readonly table: LiveSourceTable;
  readonly duties: Duties;
  /** Called after each commit of refused requests. */
  readonly onKept: () => void;
}

/** What works beside requests and deliveries. */
export interface Background {
  readonly explainer: Explainer;
  readonly quarantine: QuarantineIntake;
  readonly masterKey: MasterKeyRotator;
  readonly others: OtherGateways;
  /** Absent on a gateway that does not deliver. */
  readonly replays: ReplayRunner | undefined;
  readonly troubleNotes: TroubleNotes;
  readonly activity: ActivityNotes;
  readonly troubles: TroubleWatcher;
  /** All that must be closed before the store, in this order. */
  readonly closing: readonly { close(): Promise<void> }[];
}

/**
 * Makes what works beside requests and deliveries. Several gateways of one database may all do all of it: replays are
 * stepped, old things deleted and troubles told by one of them each time, which the store sees to.
 */
export function makeBackground(parts: BackgroundParts): Background {
  const { settings, observing, store, table, duties, onKept } = parts;
  const { log } = observing;
  const troubleNotes = new TroubleNotes();
  const activity = new ActivityNotes({ store: store.activity, now: Date.now });
  const explainer = new Explainer(table);
  const quarantine = new QuarantineIntake({
    ...observing,
    store,
    monotonicMs,
    onFull: (sourceIds) => troubleNotes.quarantineFull(sourceIds),
    onKept,
  });
  const troubles = new TroubleWatcher({
    store,
    notes: troubleNotes,
    sender: new EventSender({ store, now: Date.now, source: "countersign" }),
    now: Date.now,
    looksAtStore: duties.isDelivering,
  });
  const masterKey = new MasterKeyRotator({ keys: store.keys, origin: nextMasterKeyOrigin(settings), log });
  const others = new OtherGateways({ store, table, log });
  const replays = duties.isDelivering ? new ReplayRunner({ ...observing, store, now: Date.now }) : undefined;
  const policy = retentionPolicy(settings);
  const deleting = duties.isDelivering
    ? [
        new QuarantinePurge({ store, table }),
        new PurgeSchedule({ ...observing, store, policy, now: Date.now }),
      ]
    : [];
  const closing = [
    activity,
    explainer,
    quarantine,
    ...(replays === undefined ? [] : [replays]),
    troubles,
    ...deleting,
    masterKey,
    others,
  ];
  return { explainer, quarantine, masterKey, others, replays, troubleNotes, activity, troubles, closing };
}
