-- People who sign in to the console, and their sessions.

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  -- Upper-case ASCII letters were made lower-case ones.
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'clinical', 'viewer')),
  -- Raised by each change but those of the last two columns.
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER,
  -- scrypt with its parameters and salt; null where the person has set none.
  password_hash TEXT,
  -- SHA-256 of a code of 256 random bits, until it is used or replaced.
  invitation_hash BLOB UNIQUE,
  invited_until INTEGER,
  -- Whom an identity provider says this is, once that was seen.
  oidc_issuer TEXT,
  oidc_subject TEXT,
  activated_at INTEGER,
  last_signed_in_at INTEGER,
  UNIQUE (organization_id, email)
) STRICT;

CREATE UNIQUE INDEX users_by_subject ON users (organization_id, oidc_issuer, oidc_subject)
  WHERE oidc_subject IS NOT NULL;

-- The token itself is never stored: it has 256 random bits, so its plain SHA-256 tells nothing. A session that has ended
-- has no row.
CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id),
  how TEXT NOT NULL CHECK (how IN ('password', 'invitation', 'setup', 'oidc')),
  started_at INTEGER NOT NULL,
  -- Written at most once a minute, with the column below.
  renewed_at INTEGER NOT NULL,
  -- Never after ends_at.
  idle_until INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (idle_until);
