-- Resources that are edited while the gateway runs: their versions, the life of their secrets, and partners seen whole.

-- Raised by each change of the resource; what an ETag tells.
ALTER TABLE sources ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sources ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE endpoints ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE endpoints ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE secrets ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX secrets_of_organization ON secrets (organization_id);

-- Beside the secrets, because it is written every few seconds under load and they are read for each configuration.
CREATE TABLE secret_use (
  secret_id INTEGER PRIMARY KEY,
  matches INTEGER NOT NULL,
  last_matched_at INTEGER NOT NULL
) STRICT;

-- A partner: where its messages come in, who it is there, and where ours go out.
CREATE TABLE connections (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  source_id INTEGER REFERENCES sources (id),
  caller_id INTEGER REFERENCES callers (id),
  endpoint_id INTEGER REFERENCES endpoints (id),
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organization_id, name)
) STRICT;
