import type { AnswerOf, Routes } from "@countersign/contract";
import { apiAction } from "../../api/api-action.ts";
import { addQuarantineFilter, readQuarantineSelection } from "../../api/quarantine-filter.ts";
import type { QuarantineFilterOptions } from "../../api/quarantine-filter.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { talk } from "../../output/print.ts";

interface DiscardOptions extends QuarantineFilterOptions {
  readonly all?: true;
  readonly yes?: true;
}

/** `countersign quarantine discard` */
export const discardQuarantined = apiAction<DiscardOptions>({
  name: "quarantine discard",
  summary: "Deletes refused requests for good.",
  arguments: { "[requests...]": "ids: qua_…; without any, all that the options name" },
  addOptions: (command) =>
    addQuarantineFilter(command).option("--all", "all that are kept").option("--yes", "do not ask"),
  run: async ({ client, args, options }) => {
    const selection = readQuarantineSelection(args, options);
    // What is refused after the question was not asked about.
    const asked = "ids" in selection ? selection : { filter: { to: now(), ...selection.filter } };
    const { count } = await client.call("previewDiscard", { body: asked });
    if (count === 0) {
      talk("There is none of them.");
      return exitCodes.refused;
    }
    if (!(await confirm(`${count} refused requests will be deleted for good`, options))) {
      return exitCodes.refused;
    }
    let discarded = 0;
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const body = cursor === undefined || "ids" in asked ? asked : { ...asked, cursor };
      const part: AnswerOf<Routes["discardQuarantine"]> = await client.call("discardQuarantine", { body });
      discarded += part.discarded;
      cursor = part.next;
    }
    talk(`${discarded} deleted.`);
    return exitCodes.ok;
  },
});

function now(): string {
  return new Date().toISOString();
}
