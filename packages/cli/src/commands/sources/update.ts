import { apiAction } from "../../api/api-action.ts";
import { readFields } from "../../api/read-fields.ts";
import { addFieldOption } from "../../api/resource-options.ts";
import type { FieldOptions } from "../../api/resource-options.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign sources update` */
export const updateSource = apiAction<FieldOptions>({
  name: "sources update",
  summary: "Changes settings of a source; null sets one back to its default.",
  arguments: { "<source>": "its name" },
  addOptions: addFieldOption,
  run: async ({ client, args: [source = ""], options, isJson }) => {
    const body = readFields(options.set);
    await printAnswer(await client.call("updateSource", { params: { source }, body }), { isJson });
  },
});
