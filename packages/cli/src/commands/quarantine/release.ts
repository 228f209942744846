import { apiAction } from "../../api/api-action.ts";
import { given } from "../../api/given.ts";
import { addQuarantineFilter, readQuarantineSelection } from "../../api/quarantine-filter.ts";
import type { QuarantineFilterOptions } from "../../api/quarantine-filter.ts";
import { reviewQuarantine } from "../../api/review-quarantine.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

interface ReleaseOptions extends QuarantineFilterOptions {
  readonly all?: true;
  readonly stale?: true;
  readonly reason?: string;
  readonly yes?: true;
}

/** `countersign quarantine release` */
export const releaseQuarantine = apiAction<ReleaseOptions>({
  name: "quarantine release",
  summary: "Verifies refused requests again and makes events of those that pass; all others stay.",
  arguments: { "[requests...]": "ids: qua_…; without any, all that the options name" },
  addOptions: (command) =>
    addQuarantineFilter(command)
      .option("--all", "all that are kept")
      .option("--stale", "also those of which only the signed time was too far off; wants --reason")
      .option("--reason <text>", "why, for the audit log; at least 4 characters")
      .option("--yes", "do not ask"),
  run: async ({ client, args, options, isJson }) => {
    const selection = readQuarantineSelection(args, options);
    const isByIds = "ids" in selection;
    const { passing, stale } = await reviewQuarantine((cursor) =>
      client.call("reverifyQuarantine", { body: isByIds ? selection : { ...selection, ...cursor } }),
    );
    const count = passing + (options.stale === true ? stale : 0);
    if (count === 0) {
      talk("None of them passes now; countersign quarantine explain says why.");
      return exitCodes.refused;
    }
    const question = `${count} refused requests that pass now will become events and be delivered`;
    if (!(await confirm(question, options))) return exitCodes.refused;

    const override = options.stale === true ? ("stale" as const) : undefined;
    const how = given({ override, reason: options.reason });
    const events: string[] = [];
    const total = await reviewQuarantine(
      (cursor) =>
        client.call("releaseQuarantine", {
          body: isByIds ? { ...selection, ...how } : { ...selection, ...cursor, ...how },
        }),
      (part) => events.push(...part.events),
    );
    await printAnswer({ ...total, events }, { isJson });
    return exitCodes.ok;
  },
});
