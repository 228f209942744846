-- How long things are kept, what keeps them longer, what is gone, and which master key wraps a key.

-- The fingerprint of the master key under which the key is wrapped: while a rotation is under way there are two.
ALTER TABLE data_keys ADD COLUMN wrapped_by BLOB NOT NULL DEFAULT x'';
ALTER TABLE organizations ADD COLUMN hash_key_wrapped_by BLOB NOT NULL DEFAULT x'';
UPDATE data_keys SET wrapped_by = (SELECT master_key_fingerprint FROM meta);
UPDATE organizations SET hash_key_wrapped_by = (SELECT master_key_fingerprint FROM meta);
-- NULL unless a rotation is under way.
ALTER TABLE meta ADD COLUMN next_master_key_fingerprint BLOB;

-- A destroyed key is empty, and what it sealed is gone for good.
ALTER TABLE data_keys ADD COLUMN destroyed_at INTEGER;
-- 1: of what it sealed, nothing is left to be deleted.
ALTER TABLE data_keys ADD COLUMN is_swept INTEGER NOT NULL DEFAULT 0;

CREATE INDEX data_keys_to_sweep ON data_keys (organization_id) WHERE destroyed_at IS NOT NULL AND is_swept = 0;

-- Blobs by age, beside the blobs because reading one row of those may mean reading its pages. One row per commit,
-- organization and retention class.
CREATE TABLE blob_ages (
  organization_id INTEGER NOT NULL,
  retention_class TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  blob_id INTEGER NOT NULL,
  -- Payloads only: every event of the blob lies between these ids, among others.
  first_event_id INTEGER,
  last_event_id INTEGER,
  PRIMARY KEY (organization_id, retention_class, created_at, blob_id)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE events_of_blobs AS
  SELECT blob_id, min(id) AS first_event_id, max(id) AS last_event_id FROM events GROUP BY blob_id;
CREATE UNIQUE INDEX temp.events_of_blobs_by_id ON events_of_blobs (blob_id);
INSERT INTO blob_ages
  SELECT b.organization_id, b.retention_class, b.created_at, b.id, r.first_event_id, r.last_event_id
  FROM blobs b LEFT JOIN events_of_blobs r ON r.blob_id = b.id;
DROP TABLE events_of_blobs;

ALTER TABLE events ADD COLUMN payload_purged_at INTEGER;

-- What is left of an event that was deleted, so that its message is still known as a duplicate: keyed digests, and what
-- its id is made of.
CREATE TABLE forgotten_events (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  dedupe_mac BLOB NOT NULL,
  body_mac BLOB
) STRICT;

-- What must not be deleted. One of source and event, or neither: then it is the whole organization.
CREATE TABLE legal_holds (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  source_id INTEGER REFERENCES sources (id),
  event_id INTEGER,
  sealed_reason BLOB NOT NULL,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  created_at INTEGER NOT NULL,
  released_at INTEGER,
  CHECK (source_id IS NULL OR event_id IS NULL)
) STRICT;

CREATE INDEX legal_holds_of_organization ON legal_holds (organization_id);

-- What was deleted and is not yet in the audit log: counted in the transaction that deletes, so that nothing is deleted
-- unrecorded though a run of many transactions writes one entry.
CREATE TABLE purge_tallies (
  organization_id INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('payloads', 'responses', 'metadata')),
  items INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (organization_id, what)
) STRICT, WITHOUT ROWID;

-- Where a chain begins whose first entries were deleted: the last of them, and a keyed digest that says so.
CREATE TABLE audit_anchors (
  organization_id INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
