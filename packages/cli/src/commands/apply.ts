import { dirname } from "node:path";
import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { apiAction } from "../api/api-action.ts";
import { formatChanges } from "../apply/format-changes.ts";
import { readReferenceAt } from "../apply/read-reference-at.ts";
import { resolveReference } from "../apply/resolve-reference.ts";
import { exitCodes } from "../exit-codes.ts";
import { readInput } from "../input/read-input.ts";
import { confirm } from "../output/confirm.ts";
import { print, printJson, talk } from "../output/print.ts";

interface ApplyOptions {
  readonly file: string;
  readonly dryRun?: true;
  readonly prune?: true;
  readonly yes?: true;
}

interface Sent {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A configuration file, and where its references are looked up. */
interface ReadFile {
  readonly text: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Result = AnswerOf<Routes["applyConfiguration"]>;

/** `countersign apply`: brings a configuration file into a running gateway. Applying it again changes nothing. */
export const apply = apiAction<ApplyOptions>({
  name: "apply",
  summary:
    "Makes the schemes, sources and endpoints that a configuration file manages equal to it. References (env:, file:, cmd:) are read on this machine.",
  addOptions: (command) =>
    command
      .requiredOption("-f, --file <file>", "the file that serve --config reads; - for standard input")
      .option("--dry-run", "show what would change, and change nothing")
      .option("--prune", "delete what has left the file instead of disabling it")
      .option("--yes", "do not ask before deleting"),
  run: async ({ client, options, isJson, environment }) => {
    const text = (await readInput(options.file)).toString("utf8");
    const prune = options.prune === true;
    const send = (sent: Sent, { dryRun }: { readonly dryRun: boolean }): Promise<Result> =>
      client.call("applyConfiguration", {
        query: { dryRun, prune },
        body: { ...sent, values: { ...sent.values } },
      });

    const sent = { text, values: await readValues(client, { text, file: options.file, environment }) };
    const planned = await send(sent, { dryRun: true });
    if (options.dryRun === true) {
      await show(planned, { isJson });
      talk(planned.changes.length === 0 ? "Nothing would change." : "Nothing was changed: --dry-run.");
      return exitCodes.ok;
    }
    const deleted = planned.changes.filter(({ change }) => change === "delete").length;
    const question = `${deleted} that left the file will be deleted, with secrets and open deliveries`;
    if (deleted > 0 && !(await confirm(question, options))) return exitCodes.refused;

    const applied = await send(sent, { dryRun: false });
    await show(applied, { isJson });
    talk(
      applied.changes.length === 0 ? "Nothing to change." : `${applied.changes.length} changes are in force.`,
    );
    if (applied.hasOwnFile) {
      talk(
        "Note: this gateway reads a configuration file of its own at each start; what that lacks is undone then.",
      );
    }
    return exitCodes.ok;
  },
});

/** The values of the references that the gateway finds in the text, read on this machine. */
async function readValues(
  client: Client,
  { text, file, environment }: ReadFile,
): Promise<Readonly<Record<string, string>>> {
  const asked = await client.call("applyConfiguration", { query: { dryRun: true }, body: { text } });
  const references = [...new Set(asked.wantedReferences.map((place) => readReferenceAt(text, place)))];
  const place = { environment, directory: dirname(file) };
  const values: Record<string, string> = {};
  // One after another: a password manager asks for its pass phrase once.
  for (const reference of references) values[reference] = await resolveReference(reference, place);
  return values;
}

async function show({ changes, isApplied }: Result, { isJson }: { readonly isJson: boolean }): Promise<void> {
  if (isJson) await printJson({ isApplied, changes });
  else await print(formatChanges(changes));
}
