// Runs on each line of Node what a user would run, from the installed tarballs, and the library's own tests.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { hasNodes, NODES } from "./versions.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");

/** @param {string} folder Where the packages and the Nodes are installed. */
export function checkNodes(folder) {
  return nodesIn(folder).flatMap(({ name, path }) => [
    {
      what: `${name}: every subpath, scheme and adapter by import`,
      ...run(path, ["use-library.mjs"], { cwd: folder }),
    },
    { what: `${name}: every subpath by require`, ...run(path, ["require-library.cjs"], { cwd: folder }) },
    { what: `${name}: a subpath that is not there is an error`, ...fails(path, folder) },
    {
      what: `${name}: countersign demo`,
      ...run(path, ["node_modules/@countersign/cli/dist/main.js", "demo"], { cwd: folder }),
    },
    {
      what: `${name}: the tests of the library`,
      ...run(path, [VITEST, "run", "packages/core/test"], { cwd: ROOT }),
    },
  ]);
}

/** @param {string} folder */
function nodesIn(folder) {
  if (!hasNodes) return [{ name: `node ${process.version}`, path: process.execPath }];
  return Object.entries(NODES).map(([alias, version]) => ({
    name: `node v${version}`,
    path: join(folder, "node_modules", alias, "bin", "node"),
  }));
}

/** @param {string} path @param {string} folder */
function fails(path, folder) {
  const source = 'import("countersign/nowhere").then(() => {}, (error) => console.log(error.code))';
  const { output } = run(path, ["--input-type=module", "--eval", source], { cwd: folder });
  return { isOk: output.trim() === "ERR_PACKAGE_PATH_NOT_EXPORTED", output };
}
