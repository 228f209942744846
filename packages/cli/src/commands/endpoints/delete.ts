import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign endpoints delete` */
export const deleteEndpoint = apiAction<{ readonly yes?: true }>({
  name: "endpoints delete",
  summary: "Deletes an endpoint, wipes its secrets and cancels its open deliveries.",
  arguments: { "<endpoint>": "its name" },
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args: [endpoint = ""], options, isJson }) => {
    // Read first, so that a slip in the name is told before anything is asked.
    const { name } = await client.call("getEndpoint", { params: { endpoint } });
    const question = `Endpoint ${name} and its secrets will be deleted, its open deliveries cancelled`;
    if (!(await confirm(question, options))) return exitCodes.refused;
    await printAnswer(await client.call("deleteEndpoint", { params: { endpoint } }), { isJson });
    return exitCodes.ok;
  },
});
