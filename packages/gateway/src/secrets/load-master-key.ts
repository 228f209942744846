import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { GatewayError } from "../errors.ts";
import { makeOwnerDirectory } from "../owner-directory.ts";
import { createKeyFile, hasKeyFile, readKeyFile } from "./master-key-file.ts";
import type { MasterKey } from "./master-key.ts";
import { parseMasterKey } from "./parse-master-key.ts";

/** The file in the data directory that holds the key where nothing else gives it. */
export const MASTER_KEY_FILE = "master.key";

/** A command that asks a secret manager may have to reach it over the network. */
const COMMAND_TIMEOUT_MS = 30_000;
/** A key is 44 characters; whatever prints more is not one. */
const COMMAND_OUTPUT_BYTES = 1024;

export interface MasterKeyOrigin {
  /** Where `master.key` lies, or is made on the first start, when nothing else is given. */
  readonly dataDirectory: string;
  /** The key itself: 32 bytes in base64. */
  readonly value?: string;
  /** A shell command that prints the key: 32 bytes in base64. */
  readonly command?: string;
  /** Whether there is a database already: a missing file is then a lost key, and a new one would open nothing. */
  readonly isDatabaseThere?: boolean;
}

/**
 * Gives the master key: the value, else what the command prints, else the file in the data directory, which is made
 * with mode 0600 on the first start.
 *
 * @throws GatewayError `master_key_invalid` when there is no key of 32 bytes; `master_key_exposed` when others than the
 * owner may read or write the file.
 */
export async function loadMasterKey(origin: MasterKeyOrigin): Promise<MasterKey> {
  if (origin.value !== undefined) return parseMasterKey(origin.value, "the given value");
  if (origin.command !== undefined) return masterKeyFromCommand(origin.command);
  return keyFromFile(origin);
}

/** @throws GatewayError `master_key_invalid` when the command fails, or does not print a key of 32 bytes in base64. */
export async function masterKeyFromCommand(command: string): Promise<MasterKey> {
  return parseMasterKey(await commandOutput(command), "the output of the command");
}

/** The cause is dropped: it would hold the command line and its output. */
async function commandOutput(command: string): Promise<string> {
  const limits = { timeout: COMMAND_TIMEOUT_MS, maxBuffer: COMMAND_OUTPUT_BYTES };
  try {
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", command], limits);
    return stdout;
  } catch {
    throw new GatewayError(
      "master_key_invalid",
      "the command for the master key failed, or printed too much",
    );
  }
}

async function keyFromFile({ dataDirectory, isDatabaseThere }: MasterKeyOrigin): Promise<MasterKey> {
  await makeOwnerDirectory(dataDirectory);
  const path = join(dataDirectory, MASTER_KEY_FILE);
  if (!(await hasKeyFile(path))) {
    if (isDatabaseThere === true) throw missing();
    await createKeyFile(path);
  }
  return readKeyFile(path);
}

function missing(): GatewayError {
  return new GatewayError(
    "master_key_invalid",
    `${MASTER_KEY_FILE} is missing from the data directory and there is a database already; put back the key it was sealed under`,
  );
}
