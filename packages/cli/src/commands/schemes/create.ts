import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";
import { addSchemeFileOption, readSchemeFile } from "../../schemes/read-scheme-file.ts";
import type { SchemeFileOptions } from "../../schemes/read-scheme-file.ts";

/** `countersign schemes create` */
export const createScheme = apiAction<SchemeFileOptions>({
  name: "schemes create",
  summary: "Keeps a scheme in the gateway, for sources and endpoints to name.",
  addOptions: addSchemeFileOption,
  run: async ({ client, options, isJson }) => {
    const { definition: _sent, ...made } = await client.call("createScheme", {
      body: await readSchemeFile(options),
    });
    await printAnswer(made, { isJson });
    talk(`Name it: countersign sources create NAME --scheme ${made.id} --secret env:SECRET`);
  },
});
