import { apiAction } from "../../api/api-action.ts";
import { readNewResource } from "../../api/read-new-resource.ts";
import { addNewResourceOptions } from "../../api/resource-options.ts";
import type { NewResourceOptions } from "../../api/resource-options.ts";
import { printAnswer } from "../../output/print-answer.ts";

interface CreateEndpointOptions extends NewResourceOptions {
  readonly to: string;
}

/** `countersign endpoints create` */
export const createEndpoint = apiAction<CreateEndpointOptions>({
  name: "endpoints create",
  summary: "Makes an endpoint. It gets every event that is accepted from then on and that it wants.",
  arguments: { "<name>": "lower-case letters, digits and hyphens" },
  addOptions: (command) =>
    addNewResourceOptions(command.requiredOption("--to <url>", "where events are delivered to: https:")),
  run: async ({ client, args: [name = ""], options, isJson, environment }) => {
    const { scheme, secrets = [], fields } = await readNewResource(options, environment);
    const body = { ...fields, name, url: options.to, scheme, secrets };
    await printAnswer(await client.call("createEndpoint", { body }), { isJson });
  },
});
