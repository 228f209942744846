// Packs each publishable package and asks publint and are-the-types-wrong about the tarball, as a user would get it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGES = ["packages/core", "packages/gateway", "packages/cli"];

const folder = mkdtempSync(join(tmpdir(), "countersign-pack-"));
let hasFailed = false;
try {
  for (const path of PACKAGES) {
    const packed = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: path,
      encoding: "utf8",
    });
    if (packed.status !== 0) throw new Error(`npm pack failed in ${path}: ${packed.stderr}`);
    const [{ filename, files }] = JSON.parse(packed.stdout);
    const stray = files.map((/** @type {{ path: string }} */ file) => file.path).filter(isStray);
    if (stray.length > 0) {
      hasFailed = true;
      console.log(`${path}: files that nobody needs are packed: ${stray.join(", ")}`);
    }
    const tarball = join(folder, filename);
    hasFailed = !passes("npx", ["publint", "run", tarball, "--strict"]) || hasFailed;
    // ESM only, on purpose: a CommonJS project on Node ≥ 20.19 may `require` it all the same.
    hasFailed =
      !passes("npx", ["attw", tarball, "--profile", "esm-only", "--exclude-entrypoints", "package.json"]) ||
      hasFailed;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = hasFailed ? 1 : 0;

/** @param {string} path */
function isStray(path) {
  return path.includes("/test/") || path.endsWith(".tsbuildinfo") || path.startsWith("src/");
}

/** @param {string} command @param {string[]} args */
function passes(command, args) {
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}
