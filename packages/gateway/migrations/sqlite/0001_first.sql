-- The first schema. Every row carries its organization. What a sender or an operator may want hidden is sealed before it
-- arrives here (BLOB columns named "sealed", "wrapped_…", "definition" and "value"); digests are keyed.
-- Times are milliseconds since 1970 (UTC).

CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  master_key_fingerprint BLOB NOT NULL,
  probes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Ids are handed out from here, not by the tables: a deleted row's id never comes back, and a row's id can be bound
-- into its seal before the row is written.
CREATE TABLE sequences (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO sequences (name, last) VALUES ('configuration', 0), ('data_keys', 0), ('blobs', 0), ('events', 0);

CREATE TABLE organizations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  config_version INTEGER NOT NULL,
  -- Wrapped by the master key; keys the digests of this organization.
  wrapped_hash_key BLOB NOT NULL,
  managed_by TEXT NOT NULL CHECK (managed_by IN ('file', 'api'))
) STRICT;

-- No reference to organizations: an organization's first key exists just before the organization does.
CREATE TABLE data_keys (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('payload', 'configuration')),
  -- UTC weeks since 1970 for payloads, 0 for configuration.
  week INTEGER NOT NULL,
  wrapped_key BLOB NOT NULL,
  sealings_reserved INTEGER NOT NULL,
  retired_at INTEGER
) STRICT;

CREATE UNIQUE INDEX data_keys_in_use ON data_keys (organization_id, purpose, week) WHERE retired_at IS NULL;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  scheme TEXT NOT NULL,
  definition BLOB NOT NULL,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  managed_by TEXT NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason TEXT CHECK (disabled_reason IN ('removed', 'paused', 'deleted')),
  UNIQUE (organization_id, name)
) STRICT;

CREATE TABLE callers (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  source_id INTEGER NOT NULL REFERENCES sources (id),
  name TEXT NOT NULL,
  definition BLOB NOT NULL,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  disabled_reason TEXT CHECK (disabled_reason IN ('removed')),
  UNIQUE (source_id, name)
) STRICT;

CREATE TABLE endpoints (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  scheme TEXT NOT NULL,
  -- Plain beside the definition, because finding endpoints with a free slot needs it.
  concurrency INTEGER NOT NULL,
  definition BLOB NOT NULL,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  managed_by TEXT NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason TEXT CHECK (disabled_reason IN ('gone', 'removed', 'paused', 'deleted')),
  UNIQUE (organization_id, name)
) STRICT;

CREATE TABLE secrets (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('source', 'caller', 'endpoint')),
  owner_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- 0 is the newest of its owner.
  position INTEGER NOT NULL,
  -- Wiped when the secret is revoked; the row stays, because events and attempts name it.
  value BLOB,
  data_key_id INTEGER NOT NULL REFERENCES data_keys (id),
  state TEXT NOT NULL CHECK (state IN ('active', 'retiring', 'revoked')),
  not_before INTEGER,
  not_after INTEGER,
  CHECK ((state = 'revoked') = (value IS NULL))
) STRICT;

CREATE UNIQUE INDEX secrets_in_use ON secrets (owner_kind, owner_id, name) WHERE state <> 'revoked';

-- One sealed blob per commit, organization and retention class; rows of that commit point into it.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  retention_class TEXT NOT NULL,
  data_key_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- The id is the commit-ordered position.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  caller_id INTEGER,
  secret_id INTEGER,
  received_at INTEGER NOT NULL,
  signed_at INTEGER,
  event_type TEXT NOT NULL,
  blob_id INTEGER NOT NULL,
  frame_offset INTEGER NOT NULL,
  frame_length INTEGER NOT NULL,
  body_bytes INTEGER NOT NULL,
  duplicates INTEGER NOT NULL DEFAULT 0,
  is_repeat INTEGER NOT NULL,
  is_payload_unreadable INTEGER NOT NULL,
  conflicts_with INTEGER,
  dedupe_kind TEXT NOT NULL CHECK (dedupe_kind IN ('event_id', 'timed_content', 'content')),
  dedupe_mac BLOB NOT NULL,
  -- For event ids only: tells a repeated message from a conflicting one.
  body_mac BLOB
) STRICT;

CREATE INDEX events_of_organization ON events (organization_id);

-- First 8 bytes of a digest. A hit is compared in full against the event.
CREATE TABLE dedupe_keys (
  hash INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (hash, event_id)
) STRICT, WITHOUT ROWID;

-- Ids count up per endpoint in commit order, so an endpoint's work is one key range, and never-tried deliveries need no
-- index: they are those above endpoint_state.fresh_position.
CREATE TABLE deliveries (
  endpoint_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'in_flight', 'delivered', 'failed', 'held', 'cancelled')),
  created_at INTEGER NOT NULL,
  -- Only while pending, and only once it has been claimed before.
  due_at INTEGER,
  lease_until INTEGER,
  -- How often it was claimed: the fencing token of the latest claim.
  token INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  refusals INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_to_retry ON deliveries (endpoint_id, due_at, id) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX deliveries_in_flight ON deliveries (lease_until) WHERE state = 'in_flight';
CREATE INDEX deliveries_of_event ON deliveries (event_id);

CREATE TABLE attempts (
  endpoint_id INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  -- Order of recording within the delivery, fenced ones included.
  ordinal INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  result TEXT NOT NULL,
  status INTEGER,
  secret_id INTEGER,
  is_fenced INTEGER NOT NULL,
  excerpt_blob_id INTEGER,
  excerpt_offset INTEGER,
  excerpt_length INTEGER,
  PRIMARY KEY (endpoint_id, delivery_id, ordinal)
) STRICT, WITHOUT ROWID;

-- What makes order, concurrency, rate and circuit hold whoever delivers; kept in the same transactions as the rows.
CREATE TABLE endpoint_state (
  endpoint_id INTEGER PRIMARY KEY REFERENCES endpoints (id),
  organization_id INTEGER NOT NULL,
  last_delivery_id INTEGER NOT NULL DEFAULT 0,
  -- Every delivery up to here has been claimed once, or needs no first claim.
  fresh_position INTEGER NOT NULL DEFAULT 0,
  -- 0: there is fresh work. Otherwise when the first retry is due. NULL: nothing waits.
  next_due_at INTEGER,
  -- Deliveries by state; in_flight is also the number of leases.
  pending INTEGER NOT NULL DEFAULT 0,
  in_flight INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  -- NULL: no limit. Otherwise how many deliveries may be claimed now; a claim takes one each.
  tokens REAL,
  -- NULL: closed. Otherwise nothing is claimed before this time.
  circuit_open_until INTEGER
) STRICT;

CREATE INDEX endpoints_by_due_time ON endpoint_state (next_due_at) WHERE next_due_at IS NOT NULL;
