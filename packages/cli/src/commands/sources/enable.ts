import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign sources enable` */
export const enableSource = apiAction({
  name: "sources enable",
  summary: "Lets a paused source receive again.",
  arguments: { "<source>": "its name" },
  run: async ({ client, args: [source = ""], isJson }) =>
    printAnswer(await client.call("enableSource", { params: { source } }), { isJson }),
});
