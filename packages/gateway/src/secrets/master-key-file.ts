import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, lstat, open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { GatewayError } from "../errors.ts";
import { MASTER_KEY_BYTES } from "./master-key.ts";
import type { MasterKey } from "./master-key.ts";
import { parseMasterKey } from "./parse-master-key.ts";

const OWNER_ONLY = 0o600;
const GROUP_AND_OTHERS = 0o077;

/**
 * Reads a key file.
 *
 * @throws GatewayError `master_key_invalid` when it holds no key; `master_key_exposed` when others than the owner may read
 * or write it.
 */
export async function readKeyFile(path: string): Promise<MasterKey> {
  const file = await openKeyFile(path);
  try {
    const { mode } = await file.stat();
    if ((mode & GROUP_AND_OTHERS) !== 0 && process.platform !== "win32") {
      throw new GatewayError(
        "master_key_exposed",
        `expected mode 0600 on ${basename(path)}, found 0${(mode & 0o777).toString(8)}`,
      );
    }
    return parseMasterKey(await file.readFile("latin1"), basename(path));
  } finally {
    await file.close();
  }
}

/**
 * Makes the file with a new key, unless another process just has. Written and synced under another name first and then
 * linked, which only one of several starting processes can do: nobody ever reads half a key, and no key is lost that has
 * sealed something.
 */
export async function createKeyFile(path: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(8).toString("hex")}`;
  try {
    await writeKey(draft);
    await link(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw unreadable(path, error);
  } finally {
    await rm(draft, { force: true });
  }
}

export async function hasKeyFile(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw unreadable(path, error);
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

/** Puts the key file `from` in the place of `to`, for good once this resolves. */
export async function replaceKeyFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
    await syncDirectory(dirname(to));
  } catch (error) {
    throw unreadable(from, error);
  }
}

async function openKeyFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw unreadable(path, error);
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

function unreadable(path: string, cause: unknown): GatewayError {
  return new GatewayError("master_key_invalid", `${basename(path)} in the data directory cannot be opened`, {
    cause,
  });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
