import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { CommandError } from "../command-error.ts";

/** What stands for standard input where a file is expected. */
export const STDIN_NAME = "-";

/** Room for the largest body that is verified by default (8 MiB) in base64, and its headers. */
export const MAX_INPUT_BYTES = 16 * 1024 * 1024;

/**
 * All bytes of a file, or of standard input for `-`.
 *
 * @param path Taken from the current folder.
 * @param maxBytes What is larger is refused. Default: 16 MiB.
 * @throws CommandError `input_unreadable` or `input_too_large`.
 */
export async function readInput(path: string, maxBytes = MAX_INPUT_BYTES): Promise<Buffer> {
  if (path === STDIN_NAME) return await readStream(process.stdin, maxBytes);
  try {
    await using file = await open(path);
    return await readStream(file.createReadStream({ autoClose: false }), maxBytes);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError("input_unreadable", `${path} gives ${systemCode(error)}`, { cause: error });
  }
}

async function readStream(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new CommandError("input_too_large", `more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The system's name for what went wrong, such as ENOENT. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "an error";
}
