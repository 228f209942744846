-- What came and went at each source and endpoint within five minutes, for the eye: added to every few seconds by all
-- gateways, kept for 31 days.
CREATE TABLE activity (
  organization_id bigint NOT NULL REFERENCES organizations (id),
  -- Five minutes since 1970.
  bucket bigint NOT NULL,
  -- A source or an endpoint; their ids are of one sequence.
  subject_id bigint NOT NULL,
  accepted bigint NOT NULL,
  duplicates bigint NOT NULL,
  refused bigint NOT NULL,
  delivered bigint NOT NULL,
  attempts_failed bigint NOT NULL,
  dead_letters bigint NOT NULL,
  -- Deliveries by the time from arrival: up to 50, 100, 250, 500 ms, 1, 2.5, 5, 15 s, 1, 10 min, 1 h, 1 day, and beyond.
  time_0 bigint NOT NULL,
  time_1 bigint NOT NULL,
  time_2 bigint NOT NULL,
  time_3 bigint NOT NULL,
  time_4 bigint NOT NULL,
  time_5 bigint NOT NULL,
  time_6 bigint NOT NULL,
  time_7 bigint NOT NULL,
  time_8 bigint NOT NULL,
  time_9 bigint NOT NULL,
  time_10 bigint NOT NULL,
  time_11 bigint NOT NULL,
  time_beyond bigint NOT NULL,
  PRIMARY KEY (organization_id, bucket, subject_id)
);

CREATE INDEX activity_by_age ON activity (bucket);
