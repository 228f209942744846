/**
 * How does Countersign compare with other libraries that verify webhooks: how fast, and what does each do with odd requests?
 *
 *     npm run bench:peers                  speed and answers, as Markdown; a few minutes
 *     npm run bench:peers -- --no-speed    the answers alone; a second
 *     npm run bench:peers -- --write       also writes RESULTS.md
 *
 * The peers are installed into this folder from its own lock file. Exit code 1 when a peer does not do what any library must:
 * accept a right signature, refuse a wrong and an old one.
 */
import { writeFile } from "node:fs/promises";
import { countersign, notRun, peers } from "./contestants.mjs";
import { dialects } from "./dialects.mjs";
import { answersOf } from "./probes.mjs";
import { report } from "./report.mjs";
import { speedOf } from "./speed.mjs";

const withSpeed = !process.argv.includes("--no-speed");
const sections = [];
for (const dialect of dialects) {
  const contestants = [countersign(dialect), ...peers[dialect.id]];
  const answers = await answersOf(contestants, dialect);
  const entries = [];
  for (const peer of withSpeed ? peers[dialect.id] : []) {
    process.stderr.write(`${dialect.id}: ${peer.name}\n`);
    entries.push({ peer, speed: await speedOf(peer, dialect) });
  }
  sections.push({ dialect, contestants, entries, answers });
}
const page = await report({ sections, notRun });
process.stdout.write(page);
if (process.argv.includes("--write")) await writeFile(new URL("RESULTS.md", import.meta.url), page);
