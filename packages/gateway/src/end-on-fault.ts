import { errorFields } from "./observe/error-fields.ts";
import type { Log } from "./observe/log.ts";

const FAILED = 1;

/**
 * Ends the process with 1 at the first error that nothing caught. Node would do so too, but would print the error's
 * message and stack, which may quote a body or a secret; this logs its class and code only.
 *
 * @returns The way to take this back.
 */
export function endOnFault(log: Log): () => void {
  const onFault = (error: unknown): void => {
    log("process_failed", errorFields(error));
    process.exit(FAILED);
  };
  // Covers rejections as well: without a listener of their own they arrive here.
  process.on("uncaughtException", onFault);
  return () => process.off("uncaughtException", onFault);
}
