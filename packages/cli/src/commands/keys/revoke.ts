import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign keys revoke` */
export const revokeKey = apiAction({
  name: "keys revoke",
  summary: "Revokes an API key for good; its very next request is refused.",
  arguments: { "<key>": "its id: key_…" },
  run: async ({ client, args: [apiKey = ""], isJson }) =>
    printAnswer(await client.call("revokeApiKey", { params: { apiKey } }), { isJson }),
});
