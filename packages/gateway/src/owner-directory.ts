import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Read, write and enter for the owner, nothing for anybody else. */
const DIRECTORY_OF_OWNER = 0o700;

/**
 * Makes a folder that only its owner can enter, with the folders above it where they are missing.
 *
 * Not `mkdir` with `recursive`: on a file system that refuses new folders with ENOENT, such as /proc, Node 20 tries for
 * ever.
 *
 * @throws The system's error where the folder cannot be made, or where something else has its name (EEXIST).
 */
export async function makeOwnerDirectory(path: string): Promise<void> {
  const error = await made(path);
  if (error?.code !== "ENOENT") {
    if (error !== undefined) throw error;
    return;
  }
  const parent = dirname(path);
  if (parent === path) throw error;
  await makeOwnerDirectory(parent);
  const secondError = await made(path);
  if (secondError !== undefined) throw secondError;
}

/** Undefined when the folder is there, made now or before. */
async function made(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path, { mode: DIRECTORY_OF_OWNER });
    return undefined;
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    if (failure.code === "EEXIST" && (await stat(path)).isDirectory()) return undefined;
    return failure;
  }
}
