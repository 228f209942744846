// Packs each publishable package and looks at the tarballs as their users get them: nothing stray inside, publint and
// are-the-types-wrong content, and the demo runs from the unpacked files alone.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages } from "./published-packages.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "countersign-pack-"));
try {
  const results = publishedPackages().map((each) => check(each.folder, each.name));
  results.push(runsFromTarballs());
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} path @param {string} name */
function check(path, name) {
  const packed = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: path,
    encoding: "utf8",
  });
  if (packed.status !== 0) throw new Error(`npm pack failed in ${path}: ${packed.stderr}`);
  const [{ filename, files }] = JSON.parse(packed.stdout);
  const stray = files.map((/** @type {{ path: string }} */ file) => file.path).filter(isStray);
  stray.push(...leftOver(path));
  if (stray.length > 0) console.log(`${name}: files that nobody needs are packed: ${stray.join(", ")}`);
  const tarball = join(folder, filename);
  const unpacked = join(folder, "node_modules", name);
  mkdirSync(unpacked, { recursive: true });
  return [
    stray.length === 0,
    passes("npx", ["publint", "run", tarball, "--strict"]),
    // ESM only, on purpose: CommonJS on Node ≥ 20.19 may `require` it all the same.
    passes("npx", [
      "attw",
      tarball,
      "--profile",
      "esm-only",
      "--format",
      "ascii",
      "--exclude-entrypoints",
      "package.json",
      "scheme.schema.json",
    ]),
    passes("tar", ["-xzf", tarball, "-C", unpacked, "--strip-components", "1"]),
  ].every(Boolean);
}

/** The unpacked tarballs beside the workspace's other dependencies: what `npm install` would lay out. */
function runsFromTarballs() {
  for (const entry of dependencies(join(ROOT, "node_modules"))) {
    const link = join(folder, "node_modules", entry);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", entry), link);
  }
  console.log("\ncountersign demo, from the tarballs alone:");
  return passes(process.execPath, [join(folder, "node_modules/@countersign/cli/dist/main.js"), "demo"]);
}

/** @param {string} modules */
function dependencies(modules) {
  return readdirSync(modules)
    .filter((name) => !name.startsWith(".") && name !== "countersign" && name !== "@countersign")
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : [name],
    );
}

/**
 * Output of sources that are gone: `tsc -b` does not remove it. Delete `dist` and build again.
 *
 * @param {string} path
 */
function leftOver(path) {
  // Vite empties dist/ itself, and names its files by their content.
  if (existsSync(join(path, "vite.config.ts"))) return [];
  return readdirSync(join(path, "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js") && !existsSync(join(path, "src", file.replace(/\.js$/, ".ts"))))
    .map((file) => `dist/${file}`);
}

/** @param {string} path */
function isStray(path) {
  return path.includes("/test/") || path.endsWith(".tsbuildinfo") || path.startsWith("src/");
}

/** @param {string} command @param {string[]} args */
function passes(command, args) {
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}
