import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign endpoints enable` */
export const enableEndpoint = apiAction({
  name: "endpoints enable",
  summary: "Enables an endpoint that is paused or gone; it goes on with its backlog.",
  arguments: { "<endpoint>": "its name" },
  run: async ({ client, args: [endpoint = ""], isJson }) =>
    printAnswer(await client.call("enableEndpoint", { params: { endpoint } }), { isJson }),
});
