import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Room that must be left: a long transcript, as large as the largest of the senders' examples we measure with. */
const ROOM_BYTES = 256 * 1024;

/** Commits a row, and proves that a payload would have room as well: a row that is overwritten in place needs none. */
export function probeOperation(database: Database): Operation<"probe"> {
  const write = prepare(database, "UPDATE meta SET probes = probes + 1 WHERE id = 1");
  const takeRoom = prepare(
    database,
    `INSERT INTO blobs (id, organization_id, retention_class, data_key_id, created_at, bytes, sealed)
     VALUES (0, 0, 'probe', 0, 0, 0, zeroblob(${ROOM_BYTES}))`,
  );
  return () => {
    database.exec("SAVEPOINT room");
    takeRoom.run();
    database.exec("ROLLBACK TO room");
    database.exec("RELEASE room");
    write.run();
  };
}
