import { join } from "node:path";
import { MASTER_KEY_FILE, masterKeyFromCommand } from "./load-master-key.ts";
import type { MasterKeyOrigin } from "./load-master-key.ts";
import { hasKeyFile, readKeyFile } from "./master-key-file.ts";
import type { MasterKey } from "./master-key.ts";
import { findNextMasterKey } from "./next-master-key.ts";
import type { NextMasterKeyOrigin } from "./next-master-key.ts";
import { parseMasterKey } from "./parse-master-key.ts";

/**
 * Gives every master key that can be found now, the next one and the present one. Makes none, and one that cannot be read
 * is left out: whoever misses it says so.
 */
export async function findMasterKeys(
  origin: Omit<MasterKeyOrigin, "isDatabaseThere">,
  nextOrigin: NextMasterKeyOrigin,
): Promise<readonly MasterKey[]> {
  // In this order: at the end of a rotation the file of the next key takes the place of the other, and is missed by neither.
  const next = await findNextMasterKey(nextOrigin).catch(() => undefined);
  const present = await findPresent(origin).catch(() => undefined);
  return [next, present].filter((key) => key !== undefined);
}

async function findPresent({
  value,
  command,
  dataDirectory,
}: MasterKeyOrigin): Promise<MasterKey | undefined> {
  if (value !== undefined) return parseMasterKey(value, "the given value");
  if (command !== undefined) return masterKeyFromCommand(command);
  const path = join(dataDirectory, MASTER_KEY_FILE);
  return (await hasKeyFile(path)) ? readKeyFile(path) : undefined;
}
