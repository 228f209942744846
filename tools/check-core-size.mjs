// How large is the library in a bundle? Bundles `createVerifier` with each scheme, minified and compressed as a web
// server would, and fails above the bar.
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { schemes } from "../packages/core/dist/schemes/index.js";

const MAX_BYTES = 10 * 1024;

const dist = new URL("../packages/core/dist/", import.meta.url).pathname;

/** @param {string} id */
async function bundledBytes(id) {
  const entry = "\0entry";
  const source = `export { createVerifier } from "${dist}index.js"; export * from "${dist}schemes/${id}.js";`;
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    plugins: [
      {
        name: "entry",
        resolveId: (/** @type {string} */ name) => (name === entry ? name : undefined),
        load: (/** @type {string} */ name) => (name === entry ? source : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  return gzipSync(output.map((each) => (each.type === "chunk" ? each.code : "")).join("")).length;
}

for (const id of Object.keys(schemes)) {
  const bytes = await bundledBytes(id);
  const isTooLarge = bytes > MAX_BYTES;
  console.log(`${id}: ${bytes} bytes min+gzip${isTooLarge ? `, above the bar of ${MAX_BYTES}` : ""}`);
  if (isTooLarge) process.exitCode = 1;
}
