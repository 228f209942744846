import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { contentTypes } from "./content-types.ts";
import { contentCodings } from "./console-files.ts";
import type { ConsoleFile, ConsoleFiles, ContentCoding } from "./console-files.ts";

/** Stands in the built page wherever the nonce of a visit belongs. */
const NONCE_PLACEHOLDER = "__CSP_NONCE__";
const PAGE = "index.html";
/** A console is a few MiB with its compressed copies; more is another folder. */
const MAX_TOTAL_BYTES = 16 * 1024 * 1024;
const codingEnds: readonly string[] = Object.values(contentCodings);

/**
 * Reads a built console into memory, so that no request reaches the file system.
 *
 * @returns Undefined where the folder has no page: the console was not built.
 * @throws Error when a file cannot be read, or all are larger than 16 MiB together.
 */
export async function loadConsoleFiles(directory: string): Promise<ConsoleFiles | undefined> {
  const paths = await filePaths(directory);
  if (!paths.includes(PAGE)) return undefined;
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(directory, path))).size));
  const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (totalBytes > MAX_TOTAL_BYTES) {
    throw new Error(`expected a console of at most ${MAX_TOTAL_BYTES} bytes, found ${totalBytes}`);
  }
  const bytesOf = new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(directory, path))] as const)),
  );
  const files = new Map<string, ConsoleFile>();
  for (const [path, bytes] of bytesOf) {
    const end = extname(path);
    const contentType = contentTypes[end];
    if (path === PAGE || contentType === undefined || codingEnds.includes(end)) continue;
    files.set(path, { contentType, bytes, compressed: compressedCopies(path, bytesOf) });
  }
  return { page: (bytesOf.get(PAGE) ?? Buffer.alloc(0)).toString("utf8").split(NONCE_PLACEHOLDER), files };
}

/** Every file below the folder, with `/` between the parts; none where the folder is missing. */
async function filePaths(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function compressedCopies(path: string, bytesOf: ReadonlyMap<string, Buffer>): ConsoleFile["compressed"] {
  const compressed: Partial<Record<ContentCoding, Buffer>> = {};
  for (const coding of Object.keys(contentCodings) as ContentCoding[]) {
    const bytes = bytesOf.get(`${path}${contentCodings[coding]}`);
    if (bytes !== undefined) compressed[coding] = bytes;
  }
  return compressed;
}
