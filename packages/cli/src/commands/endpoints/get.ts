import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign endpoints get` */
export const getEndpoint = apiAction({
  name: "endpoints get",
  summary: "Shows one endpoint, without its secrets, API key and the values of its headers.",
  arguments: { "<endpoint>": "its name" },
  run: async ({ client, args: [endpoint = ""], isJson }) =>
    printAnswer(await client.call("getEndpoint", { params: { endpoint } }), { isJson }),
});
