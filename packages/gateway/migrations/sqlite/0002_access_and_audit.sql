-- Who may use the API, what was done, and which answers to repeat.

-- A key itself is never stored: it has 256 random bits, so its plain SHA-256 tells nothing.
CREATE TABLE api_keys (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'clinical', 'viewer')),
  key_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  -- Written at most once a minute.
  last_used_at INTEGER
) STRICT;

CREATE UNIQUE INDEX api_keys_in_use ON api_keys (organization_id, name) WHERE revoked_at IS NULL;

-- One chain per organization: every hash is keyed and covers the one before it.
CREATE TABLE audit_entries (
  organization_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  resource_kind TEXT NOT NULL,
  resource_name TEXT NOT NULL,
  -- From where, why, and what changed: JSON, sealed, because a person typed some of it.
  sealed_details BLOB NOT NULL,
  data_key_id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (organization_id, sequence)
) STRICT, WITHOUT ROWID;

-- Answers to creates, so that a repeated request with the same key makes nothing twice.
CREATE TABLE idempotent_answers (
  organization_id INTEGER NOT NULL,
  key_mac BLOB NOT NULL,
  request_mac BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  sealed_answer BLOB NOT NULL,
  data_key_id INTEGER NOT NULL,
  PRIMARY KEY (organization_id, key_mac)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at);
