import { apiAction } from "../../api/api-action.ts";
import { readFields } from "../../api/read-fields.ts";
import { addFieldOption } from "../../api/resource-options.ts";
import type { FieldOptions } from "../../api/resource-options.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign endpoints update` */
export const updateEndpoint = apiAction<FieldOptions>({
  name: "endpoints update",
  summary: "Changes settings of an endpoint; null sets one back to its default.",
  arguments: { "<endpoint>": "its name" },
  addOptions: addFieldOption,
  run: async ({ client, args: [endpoint = ""], options, isJson }) => {
    const body = readFields(options.set);
    await printAnswer(await client.call("updateEndpoint", { params: { endpoint }, body }), { isJson });
  },
});
