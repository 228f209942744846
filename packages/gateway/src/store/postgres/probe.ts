import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

/** Room is the server's to watch; that it takes writes at all is what this proves. */
const write = prepare("UPDATE meta SET probes = probes + 1 WHERE id = 1");

export const probe: Operation<"probe"> = async (transaction) => {
  await write.run(transaction);
};
