import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign sources get` */
export const getSource = apiAction({
  name: "sources get",
  summary: "Shows one source, without its secrets.",
  arguments: { "<source>": "its name" },
  run: async ({ client, args: [source = ""], isJson }) =>
    printAnswer(await client.call("getSource", { params: { source } }), { isJson }),
});
