-- Moving a store to another database. Both ends of a move have one row, and no gateway opens a store while it is half of
-- one, or after it was moved away.
CREATE TABLE moves (
  id integer PRIMARY KEY CHECK (id = 1),
  -- Random: tells that two stores are the ends of one move.
  move_id text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('source', 'target')),
  -- Everything was copied and compared.
  is_complete boolean NOT NULL
);

-- In the target: how many rows of each table it has, written in the transactions that write the rows.
CREATE TABLE move_progress (
  table_name text COLLATE "C" PRIMARY KEY,
  rows bigint NOT NULL
);
