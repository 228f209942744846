import type { DataKeys } from "../secrets/data-keys.ts";
import type { MasterKeyRing } from "../secrets/master-key-ring.ts";
import { PlainActivity } from "./activity/plain-activity.ts";
import { AnswerVault } from "./access/answer-vault.ts";
import { SealedAccess } from "./access/sealed-access.ts";
import { AuditLog } from "./audit/audit-log.ts";
import type { Ledger } from "./audit/ledger.ts";
import type { BlobVault } from "./blob-vault.ts";
import type { ConfigurationVault } from "./configure/configuration-vault.ts";
import { SealedDeliveries } from "./deliveries/sealed-deliveries.ts";
import type { Engine } from "./engine.ts";
import { SealedEvents } from "./events/sealed-events.ts";
import { SealedKeys } from "./keys/sealed-keys.ts";
import type { LiveOrganizations } from "./live-organizations.ts";
import type { OrganizationKeys } from "./organization-keys.ts";
import { SealedOrganizations } from "./organizations/sealed-organizations.ts";
import type { SealedQuarantineOptions } from "./quarantine/sealed-quarantine.ts";
import { SealedQuarantine } from "./quarantine/sealed-quarantine.ts";
import { SealedReplays } from "./replay/sealed-replays.ts";
import { ReservedIds } from "./reserved-ids.ts";
import { SealedConnections } from "./resources/sealed-connections.ts";
import { SealedResources } from "./resources/sealed-resources.ts";
import type { LastEvents } from "./resources/last-events.ts";
import type { SecretUses } from "./resources/secret-uses.ts";
import { SealedRetention } from "./retention/sealed-retention.ts";
import type { Store } from "./store.ts";
import { SealedSessions } from "./users/sealed-sessions.ts";
import { SealedUsers } from "./users/sealed-users.ts";

/** Replays are seldom made. */
const REPLAY_IDS_PER_BLOCK = 8;

/** What the parts of a store share. */
export interface StoreFoundation {
  readonly engine: Engine;
  readonly masterKeys: MasterKeyRing;
  readonly dataKeys: DataKeys;
  readonly blobs: BlobVault;
  readonly vault: ConfigurationVault;
  readonly organizationKeys: OrganizationKeys;
  readonly organizations: LiveOrganizations;
  readonly ids: ReservedIds;
  readonly ledger: Ledger;
  readonly uses: SecretUses;
  readonly lastEvents: LastEvents;
  readonly now: () => number;
}

export type SubStores = Pick<
  Store,
  | "organizations"
  | "keys"
  | "retention"
  | "access"
  | "users"
  | "sessions"
  | "audit"
  | "resources"
  | "connections"
  | "quarantine"
  | "events"
  | "deliveries"
  | "replays"
  | "activity"
>;

/** Makes the parts of a store that have an interface of their own. */
export function createSubStores(
  foundation: StoreFoundation,
  hooks: {
    readonly onWork: (endpointIds: readonly number[]) => void;
    readonly releaseEvents: SealedQuarantineOptions["releaseEvents"];
  },
): SubStores {
  const { engine, masterKeys, dataKeys, blobs, vault, ledger } = foundation;
  const answers = new AnswerVault(foundation);
  const editing = { ...foundation, answers };
  const reading = { ...editing, vault: blobs, onWork: hooks.onWork };
  return {
    activity: new PlainActivity(engine),
    organizations: new SealedOrganizations(foundation),
    keys: new SealedKeys({ engine, ledger, masterKeys }),
    access: new SealedAccess(editing),
    users: new SealedUsers(editing),
    sessions: new SealedSessions(foundation),
    audit: new AuditLog(foundation),
    resources: new SealedResources({ ...editing, onEndpointEnabled: (id) => hooks.onWork([id]) }),
    connections: new SealedConnections(editing),
    quarantine: new SealedQuarantine({ ...foundation, releaseEvents: hooks.releaseEvents }),
    retention: new SealedRetention({ ...reading, dataKeys, configurationVault: vault }),
    events: new SealedEvents(reading),
    deliveries: new SealedDeliveries(reading),
    replays: new SealedReplays({
      ...reading,
      ids: new ReservedIds(engine, "replays", REPLAY_IDS_PER_BLOCK),
    }),
  };
}
