// How much must a browser load before the console shows anything? Adds up the main chunk and what it imports, compressed
// as the gateway sends it at worst, and fails above the bar. Screens, dialogs and charts come later, each when it is opened.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MAX_BYTES = 200 * 1024;

const dist = new URL("../packages/console/dist/", import.meta.url);

/** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** @param {string} name @param {Set<string>} found @returns {Set<string>} The chunk, and all that it cannot run without. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of manifest[name]?.imports ?? []) withImports(each, found);
  return found;
}

/** @param {string} file */
const compressed = (file) => gzipSync(readFileSync(new URL(file, dist))).length;

const [main] = Object.entries(manifest).find(([, { isEntry }]) => isEntry === true) ?? [];
if (main === undefined) throw new Error("the console's manifest names no entry: npm run build");
const chunks = [...withImports(main)].map((name) => manifest[name]?.file ?? "");
const bytes = chunks.map(compressed).reduce((sum, each) => sum + each, 0);
console.log(`console: ${bytes} bytes of script min+gzip before the first screen, of ${MAX_BYTES}`);
if (bytes > MAX_BYTES) {
  console.log("Above the bar: load what is not needed at once with lazy() or import().");
  process.exitCode = 1;
}
