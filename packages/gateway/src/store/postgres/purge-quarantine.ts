import { numberList } from "./number-list.ts";
import { lockOrganizations } from "./locks.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

interface OldRequest {
  readonly id: number;
  readonly organizationId: number;
}

// One look into the index for each source, however much of it is kept.
const listOld = prepare<OldRequest>(
  `SELECT q.id, s.organization_id AS "organizationId" FROM sources s
   LEFT JOIN unnest($1::bigint[], $2::bigint[]) AS r (source_id, kept_from) ON r.source_id = s.id
   CROSS JOIN LATERAL (SELECT id FROM quarantine
     WHERE source_id = s.id AND received_at < coalesce(r.kept_from, $3) ORDER BY received_at LIMIT $4) q
   LIMIT $4`,
);
const remove = prepare("DELETE FROM quarantine WHERE id = ANY($1::bigint[])");

/** Those that another gateway deletes in the same moment count there. */
export const purgeQuarantine: Operation<"purgeQuarantine"> = async (
  transaction,
  { rooms, keptFrom, limit },
) => {
  const sourceIds = numberList(rooms.map(({ sourceId }) => sourceId));
  const keptFroms = numberList(rooms.map((room) => room.keptFrom));
  const old = await listOld.all(transaction, sourceIds, keptFroms, keptFrom, limit);
  if (old.length === 0) return 0;
  await lockOrganizations(
    transaction,
    old.map(({ organizationId }) => organizationId),
  );
  return remove.run(transaction, numberList(old.map(({ id }) => id)));
};
