-- Requests that were refused, kept for a time so that a wrong secret can be mended and the requests released.

-- Each sealed by itself, not in blobs: one is discarded or pushed out without the others. The seal comes last, so that
-- reading the facts before it touches none of its pages.
CREATE TABLE quarantine (
  -- Rises in the order of commits.
  id INTEGER PRIMARY KEY,
  organization_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES sources (id),
  received_at INTEGER NOT NULL,
  -- Why it was refused.
  code TEXT NOT NULL,
  body_bytes INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  data_key_id INTEGER NOT NULL,
  -- Method, URL, headers and body.
  sealed BLOB NOT NULL
) STRICT;

-- Covers the lists, whatever they filter by.
CREATE INDEX quarantine_of_organization ON quarantine (organization_id, id, source_id, code, received_at, body_bytes);
-- Covers counting a source's room.
CREATE INDEX quarantine_of_source ON quarantine (source_id, code, id, bytes);
CREATE INDEX quarantine_by_age ON quarantine (source_id, received_at);

-- What was refused and is not there to be looked at.
CREATE TABLE quarantine_losses (
  source_id INTEGER PRIMARY KEY REFERENCES sources (id),
  organization_id INTEGER NOT NULL,
  -- Never kept: over the rate, too large, or the store was busy.
  dropped INTEGER NOT NULL DEFAULT 0,
  -- Kept, and deleted for newer ones because the source's room was full.
  pushed_out INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER NOT NULL
) STRICT;

-- The quarantined request that the event was released from; its public id has the event's time.
ALTER TABLE events ADD COLUMN released_from INTEGER;

INSERT INTO sequences (name, last) VALUES ('quarantine', 0);
