import { apiAction } from "../../api/api-action.ts";
import { CommandError } from "../../command-error.ts";
import { isText } from "../../json/json-kinds.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { addSchemeFileOption, readSchemeFile } from "../../schemes/read-scheme-file.ts";
import type { SchemeFileOptions } from "../../schemes/read-scheme-file.ts";

/** `countersign schemes update` */
export const updateScheme = apiAction<SchemeFileOptions>({
  name: "schemes update",
  summary:
    "Puts the scheme of a file in the place of the organization's own one of its id. What names it goes by the new one at once.",
  addOptions: addSchemeFileOption,
  run: async ({ client, options, isJson }) => {
    const body = await readSchemeFile(options);
    const { id: scheme } = body;
    if (!isText(scheme)) throw new CommandError("json_invalid", `${options.file} has no id`);
    const { definition: _sent, ...changed } = await client.call("updateScheme", { params: { scheme }, body });
    await printAnswer(changed, { isJson });
  },
});
