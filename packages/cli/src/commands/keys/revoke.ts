import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { printable } from "../../output/printable.ts";

/** `countersign keys revoke` */
export const revokeKey = apiAction<{ readonly yes?: true }>({
  name: "keys revoke",
  summary: "Revokes an API key for good; its very next request is refused.",
  arguments: { "<key>": "its id: key_…" },
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args: [apiKey = ""], options, isJson }) => {
    // Read first, so that whoever is asked sees whose key it is.
    const { name, role } = await client.call("getApiKey", { params: { apiKey } });
    const question = `The key "${printable(name)}" (${role}) will be revoked for good`;
    if (!(await confirm(question, options))) return exitCodes.refused;
    return printAnswer(await client.call("revokeApiKey", { params: { apiKey } }), { isJson });
  },
});
