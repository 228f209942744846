-- Rows of dedupe_keys are written later than their events, many at once in the order of their hash: one for each event as it
-- comes would dirty a page for each.

-- Every event up to this one is in dedupe_keys. The writer keeps the digests of those above it in memory, reads them
-- from the events when it starts, and may have written some of them already.
CREATE TABLE dedupe_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  indexed_through INTEGER NOT NULL
) STRICT;

INSERT INTO dedupe_progress (id, indexed_through) SELECT 1, last FROM sequences WHERE name = 'events';
