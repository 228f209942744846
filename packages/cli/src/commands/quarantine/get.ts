import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign quarantine get` */
export const getQuarantined = apiAction({
  name: "quarantine get",
  summary: "Shows one refused request, without its content.",
  arguments: { "<request>": "its id: qua_…" },
  run: async ({ client, args: [quarantined = ""], isJson }) =>
    printAnswer(await client.call("getQuarantined", { params: { quarantined } }), { isJson }),
});
