-- The first schema on Postgres: the tables and columns of the one on SQLite. What a sender or an operator may want hidden is
-- sealed before it arrives here (columns named "sealed…", "wrapped_…", "definition" and "value"); digests are keyed.
-- Times are milliseconds since 1970 (UTC). No advisory locks, no partitions, no triggers, no extensions.
--
-- Locks are taken in one order everywhere: the row of configuration_lock, then rows of organizations by id, then of
-- endpoint_state by endpoint, then all others.

CREATE TABLE meta (
  id integer PRIMARY KEY CHECK (id = 1),
  master_key_fingerprint bytea NOT NULL,
  -- NULL unless a rotation is under way.
  next_master_key_fingerprint bytea,
  probes bigint NOT NULL DEFAULT 0
);

-- Ids that are bound into a seal before their row is written are handed out from here, in blocks.
CREATE TABLE sequences (
  name text COLLATE "C" PRIMARY KEY,
  last bigint NOT NULL
);

INSERT INTO sequences (name, last)
VALUES ('configuration', 0), ('data_keys', 0), ('blobs', 0), ('replays', 0), ('quarantine', 0);

-- Taken while the organization's row is locked, so that the ids of one organization rise in the order of its commits.
-- No cache: a block of ids per session would break that order.
CREATE SEQUENCE event_ids CACHE 1;
CREATE SEQUENCE quarantine_positions CACHE 1;
CREATE SEQUENCE order_line_ids;

CREATE TABLE organizations (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  config_version bigint NOT NULL,
  -- Wrapped by the master key; keys the digests of this organization.
  wrapped_hash_key bytea NOT NULL,
  hash_key_wrapped_by bytea NOT NULL,
  managed_by text COLLATE "C" NOT NULL CHECK (managed_by IN ('file', 'api'))
) WITH (fillfactor = 50);

-- No reference to organizations: an organization's first key exists just before the organization does.
CREATE TABLE data_keys (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL,
  purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('payload', 'configuration')),
  -- UTC weeks since 1970 for payloads, 0 for configuration.
  week bigint NOT NULL,
  wrapped_key bytea NOT NULL,
  -- The fingerprint of the master key under which the key is wrapped: while a rotation is under way there are two.
  wrapped_by bytea NOT NULL,
  sealings_reserved bigint NOT NULL,
  retired_at bigint,
  -- A destroyed key is empty, and what it sealed is gone for good.
  destroyed_at bigint,
  -- Of what it sealed, nothing is left to be deleted.
  is_swept boolean NOT NULL DEFAULT false
);

CREATE UNIQUE INDEX data_keys_in_use ON data_keys (organization_id, purpose, week) WHERE retired_at IS NULL;
CREATE INDEX data_keys_to_sweep ON data_keys (organization_id) WHERE destroyed_at IS NOT NULL AND NOT is_swept;

-- Its one row is locked by whoever changes a configuration: what must not clash, such as a path, spans organizations.
CREATE TABLE configuration_lock (
  id integer PRIMARY KEY CHECK (id = 1)
);

INSERT INTO configuration_lock (id) VALUES (1);

-- Schemes that organizations wrote themselves. Sources and endpoints name one by the scheme's own id, in their sealed
-- definitions; a scheme that is named is not deleted. What is deleted leaves no row: nothing else names a scheme.
CREATE TABLE schemes (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  -- The scheme's own id.
  name text COLLATE "C" NOT NULL,
  definition bytea NOT NULL,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  managed_by text COLLATE "C" NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason text COLLATE "C" CHECK (disabled_reason IN ('removed')),
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, name)
);

CREATE TABLE sources (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  name text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  definition bytea NOT NULL,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  managed_by text COLLATE "C" NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason text COLLATE "C" CHECK (disabled_reason IN ('removed', 'paused', 'deleted')),
  -- Raised by each change of the resource; what an ETag tells.
  version bigint NOT NULL DEFAULT 1,
  created_at bigint NOT NULL DEFAULT 0,
  UNIQUE (organization_id, name)
);

CREATE TABLE callers (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  source_id bigint NOT NULL REFERENCES sources (id),
  name text COLLATE "C" NOT NULL,
  definition bytea NOT NULL,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  disabled_reason text COLLATE "C" CHECK (disabled_reason IN ('removed')),
  UNIQUE (source_id, name)
);

CREATE TABLE endpoints (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  name text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  -- Plain beside the definition, because finding endpoints with a free slot needs it.
  concurrency bigint NOT NULL,
  definition bytea NOT NULL,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  managed_by text COLLATE "C" NOT NULL CHECK (managed_by IN ('file', 'api')),
  disabled_reason text COLLATE "C" CHECK (disabled_reason IN ('gone', 'removed', 'paused', 'deleted')),
  version bigint NOT NULL DEFAULT 1,
  created_at bigint NOT NULL DEFAULT 0,
  UNIQUE (organization_id, name)
);

CREATE TABLE secrets (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  owner_kind text COLLATE "C" NOT NULL CHECK (owner_kind IN ('source', 'caller', 'endpoint')),
  owner_id bigint NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- 0 is the newest of its owner.
  position bigint NOT NULL,
  -- Wiped when the secret is revoked; the row stays, because events and attempts name it.
  value bytea,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  state text COLLATE "C" NOT NULL CHECK (state IN ('active', 'retiring', 'revoked')),
  created_at bigint NOT NULL DEFAULT 0,
  not_before bigint,
  not_after bigint,
  CHECK ((state = 'revoked') = (value IS NULL))
);

CREATE UNIQUE INDEX secrets_in_use ON secrets (owner_kind, owner_id, name) WHERE state <> 'revoked';
CREATE INDEX secrets_of_organization ON secrets (organization_id);

-- Beside the secrets, because it is written every few seconds under load and they are read for each configuration.
CREATE TABLE secret_use (
  secret_id bigint PRIMARY KEY,
  matches bigint NOT NULL,
  last_matched_at bigint NOT NULL
) WITH (fillfactor = 50);

-- A partner: where its messages come in, who it is there, and where ours go out.
CREATE TABLE connections (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  name text COLLATE "C" NOT NULL,
  source_id bigint REFERENCES sources (id),
  caller_id bigint REFERENCES callers (id),
  endpoint_id bigint REFERENCES endpoints (id),
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, name)
);

-- A key itself is never stored: it has 256 random bits, so its plain SHA-256 tells nothing.
CREATE TABLE api_keys (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  name text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('admin', 'operator', 'clinical', 'viewer')),
  key_hash bytea NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  -- Written at most once a minute.
  last_used_at bigint
);

CREATE UNIQUE INDEX api_keys_in_use ON api_keys (organization_id, name) WHERE revoked_at IS NULL;

-- One chain per organization: every hash is keyed and covers the one before it.
CREATE TABLE audit_entries (
  organization_id bigint NOT NULL,
  sequence bigint NOT NULL,
  at bigint NOT NULL,
  actor_kind text COLLATE "C" NOT NULL,
  actor_name text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  resource_kind text COLLATE "C" NOT NULL,
  resource_name text COLLATE "C" NOT NULL,
  -- From where, why, and what changed: JSON, sealed, because a person typed some of it.
  sealed_details bytea NOT NULL,
  data_key_id bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (organization_id, sequence)
);

-- Where a chain begins whose first entries were deleted: the last of them, and a keyed digest that says so.
CREATE TABLE audit_anchors (
  organization_id bigint PRIMARY KEY,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  mac bytea NOT NULL
);

-- Answers to creates, so that a repeated request with the same key makes nothing twice.
CREATE TABLE idempotent_answers (
  organization_id bigint NOT NULL,
  key_mac bytea NOT NULL,
  request_mac bytea NOT NULL,
  created_at bigint NOT NULL,
  sealed_answer bytea NOT NULL,
  data_key_id bigint NOT NULL,
  PRIMARY KEY (organization_id, key_mac)
);

CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at);

-- One sealed blob per commit, organization and retention class; rows of that commit point into it. What is sealed does not
-- compress, so trying to is left out. A day's purge is about a thirtieth of the table: its room is to be used again, and what
-- lay there overwritten, the day after and not when a fifth of the table is gone.
CREATE TABLE blobs (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL,
  retention_class text COLLATE "C" NOT NULL,
  data_key_id bigint NOT NULL,
  created_at bigint NOT NULL,
  bytes bigint NOT NULL,
  sealed bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02);

ALTER TABLE blobs ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Blobs by age. One row per commit, organization and retention class.
CREATE TABLE blob_ages (
  organization_id bigint NOT NULL,
  retention_class text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  blob_id bigint NOT NULL,
  -- Payloads only: every event of the blob lies between these ids, among others.
  first_event_id bigint,
  last_event_id bigint,
  PRIMARY KEY (organization_id, retention_class, created_at, blob_id)
);

-- The id is the commit-ordered position within the organization.
CREATE TABLE events (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL,
  source_id bigint NOT NULL,
  caller_id bigint,
  secret_id bigint,
  received_at bigint NOT NULL,
  signed_at bigint,
  event_type text COLLATE "C" NOT NULL,
  blob_id bigint NOT NULL,
  frame_offset bigint NOT NULL,
  frame_length bigint NOT NULL,
  body_bytes bigint NOT NULL,
  duplicates bigint NOT NULL DEFAULT 0,
  is_repeat boolean NOT NULL,
  is_payload_unreadable boolean NOT NULL,
  conflicts_with bigint,
  -- The quarantined request that the event was released from; its public id has the event's time.
  released_from bigint,
  payload_purged_at bigint,
  dedupe_kind text COLLATE "C" NOT NULL CHECK (dedupe_kind IN ('event_id', 'timed_content', 'content')),
  dedupe_mac bytea NOT NULL,
  -- For event ids only: tells a repeated message from a conflicting one.
  body_mac bytea
) WITH (fillfactor = 95);

CREATE INDEX events_of_organization ON events (organization_id, id);

-- What is left of an event that was deleted, so that its message is still known as a duplicate: keyed digests, and what
-- its id is made of.
CREATE TABLE forgotten_events (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL,
  source_id bigint NOT NULL,
  received_at bigint NOT NULL,
  dedupe_mac bytea NOT NULL,
  body_mac bytea
);

-- First 8 bytes of a digest. A hit is compared in full against the event.
CREATE TABLE dedupe_keys (
  hash bigint NOT NULL,
  event_id bigint NOT NULL,
  PRIMARY KEY (hash, event_id)
);

-- Which events were received in which hour, as a range of ids.
CREATE TABLE event_hours (
  organization_id bigint NOT NULL,
  -- Hours since 1970.
  hour bigint NOT NULL,
  first_id bigint NOT NULL,
  last_id bigint NOT NULL,
  PRIMARY KEY (organization_id, hour)
) WITH (fillfactor = 50);

-- Ids count up per endpoint in commit order, so an endpoint's work is one key range, and never-tried deliveries need no
-- index: they are those above endpoint_state.fresh_position. A delivery is changed under the lock of its endpoint's state.
CREATE TABLE deliveries (
  endpoint_id bigint NOT NULL,
  id bigint NOT NULL,
  organization_id bigint NOT NULL,
  event_id bigint NOT NULL,
  state text COLLATE "C" NOT NULL
    CHECK (state IN ('pending', 'in_flight', 'delivered', 'failed', 'held', 'cancelled')),
  created_at bigint NOT NULL,
  -- Only while pending, and only once it has been claimed before.
  due_at bigint,
  lease_until bigint,
  -- How often it was claimed: the fencing token of the latest claim.
  token bigint NOT NULL DEFAULT 0,
  attempts bigint NOT NULL DEFAULT 0,
  refusals bigint NOT NULL DEFAULT 0,
  -- The line a delivery stands in, until it is delivered or cancelled.
  order_line_id bigint,
  -- Pending behind another one of its line, and not to be claimed.
  is_waiting boolean NOT NULL DEFAULT false,
  -- The replay that made or retried the delivery.
  replay_id bigint,
  PRIMARY KEY (endpoint_id, id)
) WITH (fillfactor = 70);

CREATE INDEX deliveries_to_retry ON deliveries (endpoint_id, due_at, id)
  WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX deliveries_in_flight ON deliveries (lease_until) WHERE state = 'in_flight';
CREATE INDEX deliveries_of_event ON deliveries (event_id);
CREATE INDEX deliveries_in_line ON deliveries (order_line_id, id) WHERE order_line_id IS NOT NULL;
-- With the never-tried ones above endpoint_state.fresh_position this finds the oldest pending delivery of an endpoint.
CREATE INDEX deliveries_put_off ON deliveries (endpoint_id, id)
  WHERE state = 'pending' AND (due_at IS NOT NULL OR is_waiting);
-- Dead letters and held deliveries are few; all others cost these indexes nothing.
CREATE INDEX deliveries_stuck ON deliveries (organization_id, state, event_id) WHERE state IN ('failed', 'held');
CREATE INDEX deliveries_stuck_at_endpoint ON deliveries (endpoint_id, state, id) WHERE state IN ('failed', 'held');
CREATE INDEX deliveries_of_replay ON deliveries (replay_id, event_id) WHERE replay_id IS NOT NULL;

-- Open deliveries (pending, in flight, failed) of one endpoint and ordering key. A line is there while it has any.
CREATE TABLE order_lines (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL,
  endpoint_id bigint NOT NULL REFERENCES endpoints (id),
  -- First 8 bytes of the key's digest; a hit is compared in full.
  hash bigint NOT NULL,
  mac bytea NOT NULL
);

CREATE INDEX order_lines_by_key ON order_lines (endpoint_id, hash);

CREATE TABLE attempts (
  endpoint_id bigint NOT NULL,
  delivery_id bigint NOT NULL,
  -- Order of recording within the delivery, fenced ones included.
  ordinal bigint NOT NULL,
  organization_id bigint NOT NULL,
  number bigint NOT NULL,
  started_at bigint NOT NULL,
  duration_ms bigint NOT NULL,
  result text COLLATE "C" NOT NULL,
  status bigint,
  secret_id bigint,
  is_fenced boolean NOT NULL,
  excerpt_blob_id bigint,
  excerpt_offset bigint,
  excerpt_length bigint,
  PRIMARY KEY (endpoint_id, delivery_id, ordinal)
);

-- What makes order, concurrency, rate and circuit hold whoever delivers; kept in the same transactions as the rows. A few
-- thousand rows that every commit changes: kept short by having room on each page and no index that the changes touch.
CREATE TABLE endpoint_state (
  endpoint_id bigint PRIMARY KEY REFERENCES endpoints (id),
  organization_id bigint NOT NULL,
  last_delivery_id bigint NOT NULL DEFAULT 0,
  -- Every delivery up to here has been claimed once, or needs no first claim.
  fresh_position bigint NOT NULL DEFAULT 0,
  -- 0: there is fresh work. Otherwise when the first retry is due. NULL: nothing waits.
  next_due_at bigint,
  -- Deliveries by state; in_flight is also the number of leases.
  pending bigint NOT NULL DEFAULT 0,
  in_flight bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  -- NULL: no limit. Otherwise how many deliveries may be claimed now; a claim takes one each.
  tokens double precision,
  -- When the tokens were last counted.
  tokens_at bigint,
  -- NULL: a token is there, or none is needed. Otherwise when the next one is.
  token_due_at bigint,
  -- NULL: closed. Otherwise nothing is claimed before this time.
  circuit_open_until bigint,
  -- Since the last attempt that succeeded.
  consecutive_failures bigint NOT NULL DEFAULT 0,
  -- How often the circuit has opened since it was closed: each pause is longer than the one before.
  circuit_pauses bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE replays (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  created_at bigint NOT NULL,
  signing text COLLATE "C" NOT NULL CHECK (signing IN ('as_received', 're_signed')),
  -- JSON: what to do, with which events, for which endpoint; nothing that a sender chose but types.
  plan text NOT NULL,
  rate_per_second bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'done')),
  -- Every event up to here was looked at.
  position bigint NOT NULL,
  end_position bigint NOT NULL,
  total bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  skipped bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  -- Up to when its rate has been used.
  rated_at bigint NOT NULL,
  ended_at bigint
);

CREATE INDEX replays_of_organization ON replays (organization_id);
CREATE INDEX replays_running ON replays (id) WHERE state = 'running';

-- Requests that were refused, kept for a time so that a wrong secret can be mended and the requests released.
CREATE TABLE quarantine (
  id bigint PRIMARY KEY,
  -- Rises in the order of commits within the organization.
  position bigint NOT NULL DEFAULT nextval('quarantine_positions'),
  organization_id bigint NOT NULL,
  source_id bigint NOT NULL REFERENCES sources (id),
  received_at bigint NOT NULL,
  -- Why it was refused.
  code text COLLATE "C" NOT NULL,
  body_bytes bigint NOT NULL,
  bytes bigint NOT NULL,
  data_key_id bigint NOT NULL,
  -- Method, URL, headers and body.
  sealed bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02);

ALTER TABLE quarantine ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE INDEX quarantine_of_organization ON quarantine (organization_id, position);
CREATE INDEX quarantine_of_source ON quarantine (source_id, code, position);
CREATE INDEX quarantine_by_age ON quarantine (source_id, received_at);

-- What was refused and is not there to be looked at.
CREATE TABLE quarantine_losses (
  source_id bigint PRIMARY KEY REFERENCES sources (id),
  organization_id bigint NOT NULL,
  -- Never kept: over the rate, too large, or the store was busy.
  dropped bigint NOT NULL DEFAULT 0,
  -- Kept, and deleted for newer ones because the source's room was full.
  pushed_out bigint NOT NULL DEFAULT 0,
  last_at bigint NOT NULL
);

-- What must not be deleted. One of source and event, or neither: then it is the whole organization.
CREATE TABLE legal_holds (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  source_id bigint REFERENCES sources (id),
  event_id bigint,
  sealed_reason bytea NOT NULL,
  data_key_id bigint NOT NULL REFERENCES data_keys (id),
  created_at bigint NOT NULL,
  released_at bigint,
  CHECK (source_id IS NULL OR event_id IS NULL)
);

CREATE INDEX legal_holds_of_organization ON legal_holds (organization_id);

-- What was deleted and is not yet in the audit log: counted in the transaction that deletes, so that nothing is deleted
-- unrecorded though a run of many transactions writes one entry.
CREATE TABLE purge_tallies (
  organization_id bigint NOT NULL,
  what text COLLATE "C" NOT NULL CHECK (what IN ('payloads', 'responses', 'metadata')),
  items bigint NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (organization_id, what)
);
