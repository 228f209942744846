import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign replays get` */
export const getReplay = apiAction({
  name: "replays get",
  summary: "Shows one replay and how far it is.",
  arguments: { "<replay>": "its id: rpl_…" },
  run: async ({ client, args: [replay = ""], isJson }) =>
    printAnswer(await client.call("getReplay", { params: { replay } }), { isJson }),
});
