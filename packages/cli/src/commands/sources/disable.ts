import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign sources disable` */
export const disableSource = apiAction({
  name: "sources disable",
  summary: "Pauses a source: its next request is refused like that of an unknown one.",
  arguments: { "<source>": "its name" },
  run: async ({ client, args: [source = ""], isJson }) =>
    printAnswer(await client.call("disableSource", { params: { source } }), { isJson }),
});
