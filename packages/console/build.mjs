// Builds the console into dist/, unless dist/ was built from the same inputs: `npm run build`, `npm test` and `npm start`
// all come through here, and most of the time nothing has changed. Each asset gets a .br and a .gz beside it, so that a
// gateway compresses nothing.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const HERE = fileURLToPath(new URL("./", import.meta.url));
const INPUTS = [
  "src",
  "index.html",
  "vite.config.ts",
  "virtual-routes.ts",
  "build.mjs",
  "package.json",
  "../contract/dist",
  "../../package-lock.json",
];
/** Names the inputs of what lies in dist/. Not packed. */
const MARK = join(HERE, "dist/.build-inputs");

const inputs = digestOf(INPUTS);
const isBuilt = existsSync(MARK) && readFileSync(MARK, "utf8") === inputs;
if (!isBuilt) {
  const { build } = await import("vite");
  await build({ root: HERE, logLevel: "warn" });
  for (const file of filesBelow(join(HERE, "dist/assets"))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content));
  }
  writeFileSync(MARK, inputs);
}

/** @param {readonly string[]} paths */
function digestOf(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(HERE, path)))) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} The file itself, or every file below the folder, sorted. */
function filesBelow(path) {
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
