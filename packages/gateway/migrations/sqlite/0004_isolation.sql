-- What keeps endpoints apart: rate, circuit, and order by a key.

-- When the tokens were last counted.
ALTER TABLE endpoint_state ADD COLUMN tokens_at INTEGER;
-- NULL: a token is there, or none is needed. Otherwise when the next one is.
ALTER TABLE endpoint_state ADD COLUMN token_due_at INTEGER;
-- Since the last attempt that succeeded.
ALTER TABLE endpoint_state ADD COLUMN consecutive_failures INTEGER NOT NULL DEFAULT 0;
-- How often the circuit has opened since it was closed: each pause is longer than the one before.
ALTER TABLE endpoint_state ADD COLUMN circuit_pauses INTEGER NOT NULL DEFAULT 0;

-- Open deliveries (pending, in flight, failed) of one endpoint and ordering key. A line is there while it has any.
CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  endpoint_id INTEGER NOT NULL REFERENCES endpoints (id),
  -- First 8 bytes of the key's digest; a hit is compared in full.
  hash INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE INDEX order_lines_by_key ON order_lines (endpoint_id, hash);

-- The line a delivery stands in, until it is delivered or cancelled.
ALTER TABLE deliveries ADD COLUMN order_line_id INTEGER;
-- 1: pending behind another one of its line, and not to be claimed.
ALTER TABLE deliveries ADD COLUMN is_waiting INTEGER NOT NULL DEFAULT 0;

CREATE INDEX deliveries_in_line ON deliveries (order_line_id, id) WHERE order_line_id IS NOT NULL;

-- With the never-tried ones above endpoint_state.fresh_position this finds the oldest pending delivery of an endpoint.
CREATE INDEX deliveries_put_off ON deliveries (endpoint_id, id)
  WHERE state = 'pending' AND (due_at IS NOT NULL OR is_waiting = 1);
