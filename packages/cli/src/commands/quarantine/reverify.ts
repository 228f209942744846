import { apiAction } from "../../api/api-action.ts";
import { addQuarantineFilter, readQuarantineSelection } from "../../api/quarantine-filter.ts";
import type { QuarantineFilterOptions } from "../../api/quarantine-filter.ts";
import { reviewQuarantine } from "../../api/review-quarantine.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

/** `countersign quarantine reverify` */
export const reverifyQuarantine = apiAction<QuarantineFilterOptions & { readonly all?: true }>({
  name: "quarantine reverify",
  summary:
    "Verifies refused requests again with the present secrets and settings, as of the time when each was received. Changes nothing.",
  arguments: { "[requests...]": "ids: qua_…; without any, all that the options name" },
  addOptions: (command) => addQuarantineFilter(command).option("--all", "all that are kept"),
  run: async ({ client, args, options, isJson }) => {
    const selection = readQuarantineSelection(args, options);
    const total = await reviewQuarantine((cursor) =>
      client.call("reverifyQuarantine", {
        body: "ids" in selection ? selection : { ...selection, ...cursor },
      }),
    );
    await printAnswer(total, { isJson });
    if (total.passing > 0) talk("Next: countersign quarantine release, with the same words.");
  },
});
