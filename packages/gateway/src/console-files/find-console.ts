import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder that the installed console was built into; undefined where there is no such package. */
export function findConsole(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve("@countersign/console/package.json");
    return join(dirname(manifest), "dist");
  } catch {
    // A gateway without a console is a gateway.
    return undefined;
  }
}
