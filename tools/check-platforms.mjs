// Do the packages work where we say they do? Packs them, installs the tarballs in a folder of their own with other
// versions of Node and of TypeScript and with Next.js, and runs a user's programs there; the library's own tests run
// on each Node too. Installs about a gigabyte and takes some minutes: a job of its own, not part of `npm run check`.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkCompilers } from "./platforms/check-compilers.mjs";
import { checkNext } from "./platforms/check-next.mjs";
import { checkNodes } from "./platforms/check-nodes.mjs";
import { installConsumer } from "./platforms/install-consumer.mjs";
import { COMPILERS, hasNodes, NEXT, NODE_TYPES, nodePackages } from "./platforms/versions.mjs";

const CONSUMER = fileURLToPath(new URL("platforms/consumer/", import.meta.url));
const NEXT_APP = fileURLToPath(new URL("platforms/next-app/", import.meta.url));

const compilers = Object.entries(COMPILERS).map(([name, version]) => [name, `npm:typescript@${version}`]);

if (!hasNodes) console.log(`no other Node for this machine: checking with ${process.version} only`);

const folder = mkdtempSync(join(tmpdir(), "countersign-platforms-"));
try {
  const consumer = join(folder, "consumer");
  cpSync(CONSUMER, consumer, { recursive: true });
  installConsumer(consumer, {
    ...nodePackages(),
    ...Object.fromEntries(compilers),
    "@types/node": NODE_TYPES,
  });
  report(checkNodes(consumer));
  report(checkCompilers(consumer));

  const nextApp = join(folder, "next-app");
  cpSync(NEXT_APP, nextApp, { recursive: true });
  installConsumer(nextApp, NEXT);
  report(await checkNext(nextApp));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {{ what: string, isOk: boolean, output: string }[]} results */
function report(results) {
  for (const { what, isOk, output } of results) {
    console.log(`${isOk ? "ok     " : "FAILED "} ${what}`);
    if (isOk) continue;
    console.log(output);
    process.exitCode = 1;
  }
}
