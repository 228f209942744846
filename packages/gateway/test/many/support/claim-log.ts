import pg from "pg";
import { administer } from "../../support/postgres/administer.ts";

/** One claim of a delivery, as the database saw it; all times in milliseconds since 1970. */
export interface LoggedClaim {
  /** Names the delivery within the database. */
  readonly delivery: string;
  /** The fencing token: 1 for the first claim. */
  readonly token: number;
  readonly claimedAt: number;
  readonly leaseUntil: number;
  /** When its outcome was recorded, or its lease was taken from it; null while it holds. */
  readonly endedAt: number | null;
  /** Whether it ended without an outcome, because its lease was over. */
  readonly isExpired: boolean;
}

/** Written by the database itself in the transactions that claim and record, whichever gateway's they are. */
const LOG = `
  CREATE TABLE claim_log (
    endpoint_id bigint, id bigint, token bigint, claimed_at bigint, lease_until bigint, ended_at bigint,
    is_expired boolean NOT NULL DEFAULT false, PRIMARY KEY (endpoint_id, id, token));
  CREATE FUNCTION log_claim() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE now_ms bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
  BEGIN
    IF NEW.token > OLD.token THEN
      INSERT INTO claim_log (endpoint_id, id, token, claimed_at, lease_until)
      VALUES (NEW.endpoint_id, NEW.id, NEW.token, now_ms, NEW.lease_until);
    ELSIF OLD.state = 'in_flight' AND NEW.state <> 'in_flight' THEN
      UPDATE claim_log SET ended_at = now_ms, is_expired = NEW.attempts = OLD.attempts
      WHERE endpoint_id = NEW.endpoint_id AND id = NEW.id AND token = NEW.token;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER log_claim BEFORE UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION log_claim()`;

/** Lets the database note every claim from now on. */
export function logClaims(database: string): Promise<void> {
  return administer(database, LOG);
}

/** All claims so far, those of one delivery in their order. */
export async function readClaims(database: string): Promise<readonly LoggedClaim[]> {
  const rows = await query<
    Omit<LoggedClaim, "delivery"> & { readonly endpointId: string; readonly id: string }
  >(
    database,
    `SELECT endpoint_id AS "endpointId", id, token::int, claimed_at::float8 AS "claimedAt",
       lease_until::float8 AS "leaseUntil", ended_at::float8 AS "endedAt", is_expired AS "isExpired"
     FROM claim_log ORDER BY endpoint_id, id, token`,
  );
  return rows.map(({ endpointId, id, ...claim }) => ({ ...claim, delivery: `${endpointId}/${id}` }));
}

/** How many deliveries still have something to come. */
export async function countUnsettled(database: string): Promise<number> {
  const [row] = await query<{ readonly count: number }>(
    database,
    "SELECT count(*)::int AS count FROM deliveries WHERE state IN ('pending', 'in_flight')",
  );
  return row?.count ?? 0;
}

async function query<Row extends pg.QueryResultRow>(database: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
