import type { AnswerOf, Routes } from "@countersign/contract";
import { apiAction } from "../../api/api-action.ts";
import { CommandError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { readJsonFile } from "../../input/read-json-file.ts";
import { isRecord, isText } from "../../json/json-kinds.ts";
import { print, printJson, talk } from "../../output/print.ts";

type Checkpoint = AnswerOf<Routes["readAuditCheckpoint"]>;
type Verdict = AnswerOf<Routes["verifyAudit"]>;

/** `countersign audit verify`. Exits with 1 where the log is not as it was written. */
export const verifyAudit = apiAction<{ readonly checkpoint?: string }>({
  name: "audit verify",
  summary: "Reads the whole log and computes every hash again. Exits with 1 where the log was changed.",
  addOptions: (command) =>
    command.option(
      "--checkpoint <file>",
      "what audit checkpoint printed earlier: finds what was cut off, too",
    ),
  run: async ({ client, options, isJson }) => {
    const checkpoint =
      options.checkpoint === undefined ? undefined : await readCheckpoint(options.checkpoint);
    const verdict = await client.call("verifyAudit", {
      body: { ...(checkpoint !== undefined && { checkpoint }) },
    });
    if (isJson) await printJson(verdict);
    else await print(`${describeVerdict(verdict)}\n`);
    if (checkpoint === undefined) {
      talk(
        "Without a checkpoint, entries cut off at the end cannot be noticed; see countersign audit checkpoint.",
      );
    }
    return verdict.isIntact ? exitCodes.ok : exitCodes.refused;
  },
});

function describeVerdict({ isIntact, entries, fault, sequence }: Verdict): string {
  if (isIntact) return `intact  ${entries} entries are as they were written`;
  return `${fault ?? "altered"}  at entry ${sequence ?? "?"}; the ${entries} before it are as they were written`;
}

/** @throws CommandError `json_invalid` where the file is none that `audit checkpoint` wrote. */
async function readCheckpoint(file: string): Promise<Checkpoint> {
  const value = await readJsonFile(file);
  if (isRecord(value)) {
    const { sequence, hash } = value;
    if (typeof sequence === "number" && isText(hash)) return { sequence, hash };
  }
  throw new CommandError("json_invalid", `${file} is no checkpoint`);
}
