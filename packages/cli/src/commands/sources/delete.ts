import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { talk } from "../../output/print.ts";

/** `countersign sources delete` */
export const deleteSource = apiAction<{ readonly yes?: true }>({
  name: "sources delete",
  summary: "Deletes a source and wipes its secrets. Its events stay.",
  arguments: { "<source>": "its name" },
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args: [source = ""], options }) => {
    // Read first, so that a slip in the name is told before anything is asked.
    const { name } = await client.call("getSource", { params: { source } });
    if (!(await confirm(`Source ${name} and its secrets will be deleted`, options))) return exitCodes.refused;
    await client.call("deleteSource", { params: { source } });
    talk(`Source ${name} is deleted.`);
    return exitCodes.ok;
  },
});
