// Prints what every command says to --help, as JSON. A program of its own, so that no terminal decides the line width.
import { commands } from "../../packages/cli/dist/commands.js";
import { runCommandLine } from "../../packages/cli/dist/command-line.js";

/** @type {{ name: string, summary: string, help: string }[]} */
const pages = [];
for (const [name, entry] of Object.entries(commands)) {
  pages.push({ name, summary: entry.summary, help: await helpOf([name]) });
  if (!("loadActions" in entry)) continue;
  for (const [action, { summary }] of Object.entries(await entry.loadActions())) {
    pages.push({ name: `${name} ${action}`, summary, help: await helpOf([name, action]) });
  }
}
process.stdout.write(JSON.stringify(pages));

/** @param {string[]} words */
async function helpOf(words) {
  const write = process.stdout.write.bind(process.stdout);
  let text = "";
  process.stdout.write = (data, ...rest) => {
    text += String(data);
    for (const done of rest) if (typeof done === "function") done();
    return true;
  };
  try {
    const exitCode = await runCommandLine([...words, "--help"], {});
    if (exitCode !== 0) throw new Error(`countersign ${words.join(" ")} --help ends with ${exitCode}`);
  } finally {
    process.stdout.write = write;
  }
  return text;
}
