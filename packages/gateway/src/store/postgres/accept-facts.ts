import type { AcceptBatch } from "../engine.ts";
import { inlineNumbers } from "./number-list.ts";
import type { Transaction } from "./query.ts";

/** What the database says about what a batch of events names, and what stays so until the transaction ends. */
export interface AcceptFacts {
  /** Organization → version of its configuration. */
  readonly versions: ReadonlyMap<number, number>;
  /** Source → organization. */
  readonly sources: ReadonlyMap<number, number>;
  readonly endpoints: ReadonlyMap<number, EndpointFacts>;
  /** Keys of the batch's blobs that still open what they seal. */
  readonly dataKeyIds: ReadonlySet<number>;
  /** One for each row, rising. */
  readonly eventIds: readonly number[];
}

export interface EndpointFacts {
  readonly endpointId: number;
  readonly organizationId: number;
  readonly lastDeliveryId: number;
}

/**
 * Locks the organizations and endpoints of a batch and reads what planning it needs, in one round trip. Event ids are
 * taken behind the lock, so those of one organization rise in the order of its commits.
 */
export async function lockAcceptFacts(transaction: Transaction, batch: AcceptBatch): Promise<AcceptFacts> {
  const { rows, blobs } = batch;
  const organizationIds = inlineNumbers(rows.map(({ organizationId }) => organizationId));
  const sourceIds = inlineNumbers(rows.map(({ sourceId }) => sourceId));
  const endpointIds = inlineNumbers(rows.flatMap((row) => row.endpointIds));
  const dataKeyIds = inlineNumbers(blobs.map(({ dataKeyId }) => dataKeyId));
  const [organizations = [], endpoints = [], sources = [], dataKeys = [], ids = []] =
    await transaction.script(
      `SELECT id, config_version AS version FROM organizations WHERE id IN (${organizationIds})
       ORDER BY id FOR NO KEY UPDATE;
     SELECT endpoint_id AS "endpointId", organization_id AS "organizationId", last_delivery_id AS "lastDeliveryId"
       FROM endpoint_state WHERE endpoint_id IN (${endpointIds}) ORDER BY endpoint_id FOR NO KEY UPDATE;
     SELECT id, organization_id AS "organizationId" FROM sources WHERE id IN (${sourceIds});
     SELECT id FROM data_keys WHERE id IN (${dataKeyIds}) AND destroyed_at IS NULL;
     SELECT nextval('event_ids') AS id FROM generate_series(1, ${rows.length})`,
    );
  return {
    versions: new Map((organizations as readonly Version[]).map(({ id, version }) => [id, version])),
    sources: new Map((sources as readonly Owned[]).map(({ id, organizationId }) => [id, organizationId])),
    endpoints: new Map((endpoints as readonly EndpointFacts[]).map((facts) => [facts.endpointId, facts])),
    dataKeyIds: new Set((dataKeys as readonly Identified[]).map(({ id }) => id)),
    eventIds: (ids as readonly Identified[]).map(({ id }) => id),
  };
}

interface Identified {
  readonly id: number;
}

interface Version extends Identified {
  readonly version: number;
}

interface Owned extends Identified {
  readonly organizationId: number;
}
