-- Lists that look at a bounded number of rows, and jobs that send stored events again.

-- Which events were received in which hour, as a range of ids: a list of a span of time begins at the right place without
-- an index over every event.
CREATE TABLE event_hours (
  organization_id INTEGER NOT NULL,
  -- Hours since 1970.
  hour INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (organization_id, hour)
) STRICT, WITHOUT ROWID;

INSERT INTO event_hours (organization_id, hour, first_id, last_id)
SELECT organization_id, received_at / 3600000, min(id), max(id) FROM events GROUP BY 1, 2;

-- The replay that made or retried the delivery.
ALTER TABLE deliveries ADD COLUMN replay_id INTEGER;

-- Dead letters and held deliveries are few; all others cost these indexes nothing.
CREATE INDEX deliveries_stuck ON deliveries (organization_id, state, event_id) WHERE state IN ('failed', 'held');
CREATE INDEX deliveries_stuck_at_endpoint ON deliveries (endpoint_id, state, id) WHERE state IN ('failed', 'held');
CREATE INDEX deliveries_of_replay ON deliveries (replay_id, event_id) WHERE replay_id IS NOT NULL;

CREATE TABLE replays (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  created_at INTEGER NOT NULL,
  signing TEXT NOT NULL CHECK (signing IN ('as_received', 're_signed')),
  -- JSON: what to do, with which events, for which endpoint; nothing that a sender chose but types.
  plan TEXT NOT NULL,
  rate_per_second INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'done')),
  -- Every event up to here was looked at.
  position INTEGER NOT NULL,
  end_position INTEGER NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- Up to when its rate has been used.
  rated_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE INDEX replays_of_organization ON replays (organization_id);
CREATE INDEX replays_running ON replays (id) WHERE state = 'running';

INSERT INTO sequences (name, last) VALUES ('replays', 0);
