-- Moving a store to another database. Both ends of a move have one row, and no gateway opens a store while it is half of
-- one, or after it was moved away.
CREATE TABLE moves (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Random: tells that two stores are the ends of one move.
  move_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('source', 'target')),
  -- 1: everything was copied and compared.
  is_complete INTEGER NOT NULL
) STRICT;

-- In the target: how many rows of each table it has, written in the transactions that write the rows.
CREATE TABLE move_progress (
  table_name TEXT PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
