import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign keys master` */
export const getMasterKey = apiAction({
  name: "keys master",
  summary: "Shows which master key is in force, by its fingerprint, and how far a rotation is.",
  run: async ({ client, isJson }) => printAnswer(await client.call("getMasterKey"), { isJson }),
});
