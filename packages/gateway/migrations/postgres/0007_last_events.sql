-- When the newest event of each source came, so that nobody has to look for it among all events. Noted every few seconds
-- by all gateways.
CREATE TABLE last_events (
  organization_id bigint NOT NULL REFERENCES organizations (id),
  source_id bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (organization_id, source_id)
);

-- Once, of what there is.
INSERT INTO last_events (organization_id, source_id, at)
SELECT organization_id, source_id, max(received_at) FROM events GROUP BY organization_id, source_id;
