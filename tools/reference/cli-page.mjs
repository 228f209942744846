import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { errorCodes } from "../../packages/cli/dist/error-codes.js";
import { exitCodes } from "../../packages/cli/dist/exit-codes.js";
import { code, page, section, table } from "./markdown.mjs";

const PRINT_HELP = fileURLToPath(new URL("print-command-help.mjs", import.meta.url));

const exitMeanings = {
  ok: "It went well.",
  refused: "The command ran and the answer is no: refused, failed, not confirmed.",
  usage: "The command line, a setting or a file is wrong.",
  unreachable: "Something that the command needs cannot be reached.",
};

export function cliPage() {
  /** @type {{ name: string, summary: string, help: string }[]} */
  const commands = JSON.parse(execFileSync(process.execPath, [PRINT_HELP], { encoding: "utf8" }));
  return page(
    "The command line",
    "`npx @countersign/cli COMMAND`. Data goes to standard output, talk to standard error. `--json` prints JSON, of lists one object a line. Secrets are given as `env:NAME`, `file:PATH` or `stdin`; one on the command line works, with a warning. Bodies are shown only when asked for.",
    section(
      "The gateway that is meant",
      "`--url`, else the variable `COUNTERSIGN_URL`, else `http://127.0.0.1:8420`. The API key is what `--api-key` refers to, else the variable `COUNTERSIGN_API_KEY`, which holds the key itself or a reference.",
    ),
    section(
      "Exit codes",
      table(
        ["code", "meaning"],
        Object.entries(exitCodes).map(([name, number]) => [number, exitMeanings[name]]),
      ),
    ),
    ...commands.map(({ name, help }) =>
      section(`\`countersign ${name}\``, ["```text", help.trimEnd(), "```"].join("\n")),
    ),
    section(
      "Errors",
      "Printed as `code: what was found`, with what to do below. What the API refuses keeps the code of [its own table](http-api.md), what the library refuses that of [the library's](errors.md).",
      table(
        ["code", "exit", "meaning", "what to do"],
        Object.entries(errorCodes).map(([name, { exitCode, meaning, remedy }]) => [
          code(name),
          exitCode,
          meaning,
          remedy,
        ]),
      ),
    ),
  );
}
