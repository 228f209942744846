import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, lstat, open, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { GatewayError } from "../errors.ts";
import { MASTER_KEY_BYTES, createMasterKey } from "./master-key.ts";
import type { MasterKey } from "./master-key.ts";
import { makeOwnerDirectory } from "../owner-directory.ts";

const KEY_FILE = "master.key";
const OWNER_ONLY = 0o600;
const GROUP_AND_OTHERS = 0o077;

/** 32 bytes in canonical base64: 43 characters and one `=`, where the last character carries 4 bits. */
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

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
  if (origin.command !== undefined) {
    return parseMasterKey(await commandOutput(origin.command), "the output of the command");
  }
  return keyFromFile(origin);
}

function parseMasterKey(text: string, found: string): MasterKey {
  const trimmed = text.replace(/\r?\n$/, "");
  if (!BASE64_OF_32_BYTES.test(trimmed)) {
    throw new GatewayError(
      "master_key_invalid",
      `expected ${MASTER_KEY_BYTES} bytes in base64 (44 characters); ${found} has ${trimmed.length} characters or another alphabet`,
    );
  }
  return createMasterKey(Buffer.from(trimmed, "base64"));
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
  const path = join(dataDirectory, KEY_FILE);
  if (!(await exists(path))) {
    if (isDatabaseThere === true) throw missing();
    await createKeyFile(path);
  }
  const file = await openKeyFile(path);
  try {
    const { mode } = await file.stat();
    if ((mode & GROUP_AND_OTHERS) !== 0 && process.platform !== "win32") {
      throw new GatewayError(
        "master_key_exposed",
        `expected mode 0600 on ${KEY_FILE}, found 0${(mode & 0o777).toString(8)}`,
      );
    }
    return parseMasterKey(await file.readFile("latin1"), KEY_FILE);
  } finally {
    await file.close();
  }
}

/**
 * Makes the file unless another process just has. Written and synced under another name first and then linked, which only one of
 * several starting processes can do: nobody ever reads half a key, and no key is lost that has sealed something.
 */
async function createKeyFile(path: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(8).toString("hex")}`;
  try {
    await writeKey(draft);
    await link(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw unreadable(error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw unreadable(error);
  }
}

async function writeKey(path: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, OWNER_ONLY);
  try {
    await file.writeFile(`${randomBytes(MASTER_KEY_BYTES).toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function openKeyFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw unreadable(error);
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function missing(): GatewayError {
  return new GatewayError(
    "master_key_invalid",
    `${KEY_FILE} is missing from the data directory and there is a database already; put back the key it was sealed under`,
  );
}

function unreadable(cause: unknown): GatewayError {
  return new GatewayError("master_key_invalid", `${KEY_FILE} in the data directory cannot be opened`, {
    cause,
  });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
