import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { talk } from "../../output/print.ts";

/** `countersign quarantine discard` */
export const discardQuarantined = apiAction<{ readonly yes?: true }>({
  name: "quarantine discard",
  summary: "Deletes refused requests for good.",
  arguments: { "<requests...>": "ids: qua_…" },
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args, options }) => {
    const question = `${args.length} refused requests will be deleted for good`;
    if (!(await confirm(question, options))) return exitCodes.refused;
    for (const quarantined of args) await client.call("discardQuarantined", { params: { quarantined } });
    talk(`${args.length} deleted.`);
    return exitCodes.ok;
  },
});
