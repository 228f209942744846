import { join } from "node:path";
import { GatewayError } from "../errors.ts";
import { makeOwnerDirectory } from "../owner-directory.ts";
import { MASTER_KEY_FILE, masterKeyFromCommand } from "./load-master-key.ts";
import { createKeyFile, hasKeyFile, readKeyFile, replaceKeyFile } from "./master-key-file.ts";
import type { MasterKey } from "./master-key.ts";
import { parseMasterKey } from "./parse-master-key.ts";

const NEXT_KEY_FILE = "master.key.next";

/** Where the master key that a rotation leads to comes from. */
export interface NextMasterKeyOrigin {
  readonly dataDirectory: string;
  /** The key itself: 32 bytes in base64. */
  readonly value?: string;
  /** A shell command that prints the key: 32 bytes in base64. */
  readonly command?: string;
  /** Whether the present key is the file in the data directory, so that the next one may be a file too. */
  readonly isCurrentInFile: boolean;
}

/**
 * Gives the next master key where there is one already: a rotation may have begun with it.
 *
 * @throws GatewayError as `loadMasterKey`.
 */
export async function findNextMasterKey(origin: NextMasterKeyOrigin): Promise<MasterKey | undefined> {
  const { value, command, isCurrentInFile } = origin;
  if (value !== undefined) return parseMasterKey(value, "the given next value");
  if (command !== undefined) return masterKeyFromCommand(command);
  if (!isCurrentInFile || !(await hasKeyFile(nextFile(origin)))) return undefined;
  return readKeyFile(nextFile(origin));
}

/**
 * Gives the next master key, and makes it as a file where the present one is a file and no other is given.
 *
 * @throws GatewayError `next_master_key_missing` where it has to be given and is not; else as `loadMasterKey`.
 */
export async function provideNextMasterKey(origin: NextMasterKeyOrigin): Promise<MasterKey> {
  const known = await findNextMasterKey(origin);
  if (known !== undefined) return known;
  if (!origin.isCurrentInFile) {
    throw new GatewayError("next_master_key_missing", "the next master key is neither given nor printed");
  }
  await makeOwnerDirectory(origin.dataDirectory);
  await createKeyFile(nextFile(origin));
  return readKeyFile(nextFile(origin));
}

/** After a rotation: the file of the next key takes the place of the older one's. Does nothing where there is no such file. */
export async function settleNextMasterKey(origin: NextMasterKeyOrigin): Promise<void> {
  const { value, command, isCurrentInFile, dataDirectory } = origin;
  if (value !== undefined || command !== undefined || !isCurrentInFile) return;
  if (await hasKeyFile(nextFile(origin))) {
    await replaceKeyFile(nextFile(origin), join(dataDirectory, MASTER_KEY_FILE));
  }
}

function nextFile({ dataDirectory }: NextMasterKeyOrigin): string {
  return join(dataDirectory, NEXT_KEY_FILE);
}
