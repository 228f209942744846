-- A delivery is updated when it is claimed and when its outcome is recorded. Such an update stays within its page and leaves
-- every index alone (a heap-only one) where no column changes that an index names, its condition included. So no index names
-- the state, and each page keeps room for a second version of every row on it.
ALTER TABLE deliveries SET (fillfactor = 50);

-- Only a pending delivery has a due time, and only a pending one waits.
DROP INDEX deliveries_to_retry;
CREATE INDEX deliveries_to_retry ON deliveries (endpoint_id, due_at, id) WHERE due_at IS NOT NULL;
DROP INDEX deliveries_put_off;
CREATE INDEX deliveries_put_off ON deliveries (endpoint_id, id) WHERE due_at IS NOT NULL OR is_waiting;

-- NULL on the whole way of a delivery that arrives.
ALTER TABLE deliveries ADD COLUMN stuck_state text COLLATE "C"
  GENERATED ALWAYS AS (CASE WHEN state IN ('failed', 'held') THEN state END) STORED;
DROP INDEX deliveries_stuck;
CREATE INDEX deliveries_stuck ON deliveries (organization_id, stuck_state, event_id) WHERE stuck_state IS NOT NULL;
DROP INDEX deliveries_stuck_at_endpoint;
CREATE INDEX deliveries_stuck_at_endpoint ON deliveries (endpoint_id, stuck_state, id) WHERE stuck_state IS NOT NULL;

-- What each claim leased at an endpoint, until its end: by it those are found that nobody recorded an outcome of. How a
-- delivery stands is told by its own row alone.
CREATE TABLE leases (
  ends_at bigint NOT NULL,
  endpoint_id bigint NOT NULL,
  delivery_ids bigint[] NOT NULL
);

CREATE INDEX leases_by_end ON leases (ends_at);

DROP INDEX deliveries_in_flight;
INSERT INTO leases (ends_at, endpoint_id, delivery_ids)
SELECT lease_until, endpoint_id, array_agg(id) FROM deliveries WHERE state = 'in_flight' GROUP BY lease_until, endpoint_id;
