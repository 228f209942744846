import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign endpoints disable` */
export const disableEndpoint = apiAction({
  name: "endpoints disable",
  summary: "Pauses an endpoint: nothing more is sent, and its backlog waits.",
  arguments: { "<endpoint>": "its name" },
  run: async ({ client, args: [endpoint = ""], isJson }) =>
    printAnswer(await client.call("disableEndpoint", { params: { endpoint } }), { isJson }),
});
