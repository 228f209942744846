-- People who sign in to the console, and their sessions.

CREATE TABLE users (
  id bigint PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organizations (id),
  -- Upper-case ASCII letters were made lower-case ones.
  email text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('admin', 'operator', 'clinical', 'viewer')),
  -- Raised by each change but those of the last two columns.
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  disabled_at bigint,
  -- scrypt with its parameters and salt; null where the person has set none.
  password_hash text COLLATE "C",
  -- SHA-256 of a code of 256 random bits, until it is used or replaced.
  invitation_hash bytea UNIQUE,
  invited_until bigint,
  -- Whom an identity provider says this is, once that was seen.
  oidc_issuer text COLLATE "C",
  oidc_subject text COLLATE "C",
  activated_at bigint,
  last_signed_in_at bigint,
  UNIQUE (organization_id, email)
);

CREATE UNIQUE INDEX users_by_subject ON users (organization_id, oidc_issuer, oidc_subject)
  WHERE oidc_subject IS NOT NULL;

-- The token itself is never stored: it has 256 random bits, so its plain SHA-256 tells nothing. A session that has ended
-- has no row.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  organization_id bigint NOT NULL,
  user_id bigint NOT NULL REFERENCES users (id),
  how text COLLATE "C" NOT NULL CHECK (how IN ('password', 'invitation', 'setup', 'oidc')),
  started_at bigint NOT NULL,
  -- Written at most once a minute, with the column below.
  renewed_at bigint NOT NULL,
  -- Never after ends_at.
  idle_until bigint NOT NULL,
  ends_at bigint NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (idle_until);
