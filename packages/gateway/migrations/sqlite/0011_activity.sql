-- What came and went at each source and endpoint within five minutes, for the eye: added to every few seconds by all
-- gateways, kept for 31 days.
CREATE TABLE activity (
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  -- Five minutes since 1970.
  bucket INTEGER NOT NULL,
  -- A source or an endpoint; their ids are of one sequence.
  subject_id INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  attempts_failed INTEGER NOT NULL,
  dead_letters INTEGER NOT NULL,
  -- Deliveries by the time from arrival: up to 50, 100, 250, 500 ms, 1, 2.5, 5, 15 s, 1, 10 min, 1 h, 1 day, and beyond.
  time_0 INTEGER NOT NULL,
  time_1 INTEGER NOT NULL,
  time_2 INTEGER NOT NULL,
  time_3 INTEGER NOT NULL,
  time_4 INTEGER NOT NULL,
  time_5 INTEGER NOT NULL,
  time_6 INTEGER NOT NULL,
  time_7 INTEGER NOT NULL,
  time_8 INTEGER NOT NULL,
  time_9 INTEGER NOT NULL,
  time_10 INTEGER NOT NULL,
  time_11 INTEGER NOT NULL,
  time_beyond INTEGER NOT NULL,
  PRIMARY KEY (organization_id, bucket, subject_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_by_age ON activity (bucket);
