import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { talk } from "../../output/print.ts";

/** `countersign schemes delete` */
export const deleteScheme = apiAction<{ readonly yes?: true }>({
  name: "schemes delete",
  summary: "Deletes one of the organization's own schemes that no source and no endpoint names.",
  arguments: { "<id>": "its id" },
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args: [scheme = ""], options }) => {
    // Read first, so that a slip in the id is told before anything is asked.
    const { id } = await client.call("getScheme", { params: { scheme } });
    if (!(await confirm(`Scheme ${id} will be deleted`, options))) return exitCodes.refused;
    await client.call("deleteScheme", { params: { scheme } });
    talk(`Scheme ${id} is deleted.`);
    return exitCodes.ok;
  },
});
