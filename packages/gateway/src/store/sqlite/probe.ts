import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function probeOperation(database: Database): Operation<"probe"> {
  const write = prepare(database, "UPDATE meta SET probes = probes + 1 WHERE id = 1");
  return () => {
    write.run();
  };
}
