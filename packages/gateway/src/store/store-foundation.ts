import { DataKeys } from "../secrets/data-keys.ts";
import type { MasterKeyRing } from "../secrets/master-key-ring.ts";
import { Ledger } from "./audit/ledger.ts";
import { BlobVault } from "./blob-vault.ts";
import { ConfigurationVault } from "./configure/configuration-vault.ts";
import type { Engine } from "./engine.ts";
import { LiveOrganizations } from "./live-organizations.ts";
import { OrganizationKeys } from "./organization-keys.ts";
import { ReservedIds } from "./reserved-ids.ts";
import { createLastEvents } from "./resources/last-events.ts";
import { createSecretUses } from "./resources/secret-uses.ts";
import type { StoreFoundation } from "./sub-stores.ts";

/** A file with hundreds of resources takes them in one round trip; ids left unused by a start do not matter. */
const CONFIGURATION_IDS_PER_BLOCK = 1024;

export interface FoundationOptions {
  readonly engine: Engine;
  readonly masterKeys: MasterKeyRing;
  /** Milliseconds since 1970. Default `Date.now`. Chooses the week of a data key and dates the blobs, nothing else. */
  readonly now?: () => number;
  /** Sealings after which a data key is retired. Default 2^28. */
  readonly sealingsPerKey?: number;
}

/** The vaults, keys and the ledger that everything of this store goes through. */
export function createFoundation({
  engine,
  masterKeys,
  now = Date.now,
  sealingsPerKey,
}: FoundationOptions): StoreFoundation {
  const limit = sealingsPerKey === undefined ? {} : { sealingsPerKey };
  const dataKeys = new DataKeys({ rows: engine, masterKeys, now, ...limit });
  const vault = new ConfigurationVault(dataKeys);
  const organizationKeys = new OrganizationKeys(engine, masterKeys);
  return {
    engine,
    masterKeys,
    dataKeys,
    blobs: new BlobVault(engine, dataKeys),
    vault,
    organizationKeys,
    organizations: new LiveOrganizations(engine, vault),
    ids: new ReservedIds(engine, "configuration", CONFIGURATION_IDS_PER_BLOCK),
    ledger: new Ledger({ engine, vault, organizationKeys, now }),
    uses: createSecretUses(engine),
    lastEvents: createLastEvents(engine),
    now,
  };
}
