import { apiAction } from "../../api/api-action.ts";
import { readNewResource } from "../../api/read-new-resource.ts";
import { addNewResourceOptions } from "../../api/resource-options.ts";
import type { NewResourceOptions } from "../../api/resource-options.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

/** `countersign sources create` */
export const createSource = apiAction<NewResourceOptions>({
  name: "sources create",
  summary:
    "Makes a source; it receives from then on. Callers, for schemes whose API key names them, come by countersign apply.",
  arguments: { "<name>": "lower-case letters, digits and hyphens" },
  addOptions: addNewResourceOptions,
  run: async ({ client, args: [name = ""], options, isJson, environment }) => {
    const { scheme, secrets, fields } = await readNewResource(options, environment);
    const body = { ...fields, name, scheme, ...(secrets !== undefined && { secrets }) };
    const made = await client.call("createSource", { body });
    await printAnswer(made, { isJson });
    talk(`The sender posts to ${made.receiveUrl ?? `${made.path} of the gateway`}.`);
  },
});
