import { readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Both as paths in the package. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the links between the libraries of a Postgres from npm. A package cannot hold links, so it lists them and means a
 * script to make them after its installation; here no package runs a script.
 */
export async function restoreLinks(packageDirectory: string): Promise<void> {
  const list = join(packageDirectory, "native", "pg-symlinks.json");
  const links = JSON.parse(await readFile(list, "utf8")) as readonly Link[];
  for (const { source, target } of links) {
    try {
      await symlink(relative(dirname(target), source), join(packageDirectory, target));
    } catch (error) {
      // Made by an earlier run, or in this moment by another one.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
