import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign keys get` */
export const getKey = apiAction({
  name: "keys get",
  summary: "Shows one API key, without the key itself.",
  arguments: { "<key>": "its id: key_…" },
  run: async ({ client, args: [apiKey = ""], isJson }) =>
    printAnswer(await client.call("getApiKey", { params: { apiKey } }), { isJson }),
});
