import { parseScheme } from "countersign";
import { apiAction } from "../../api/api-action.ts";
import { formatColumns } from "../../output/format-columns.ts";
import { print } from "../../output/print.ts";
import { printable } from "../../output/printable.ts";
import { describeScheme } from "../../schemes/describe-scheme.ts";

const JSON_INDENT = 2;
/** Longer than any text of the scheme language. */
const MAX_CHARACTERS = 2000;

/** `countersign schemes show --url …`: one scheme as the gateway has it. */
export const showSchemeOfGateway = apiAction({
  name: "schemes show",
  summary: "Shows one scheme as the gateway has it: built-in, or the organization's own.",
  arguments: { "<id>": "an id of `schemes list`" },
  run: async ({ client, args: [scheme = ""], isJson }) => {
    const { definition } = await client.call("getScheme", { params: { scheme } });
    if (isJson) return await print(`${JSON.stringify(definition, undefined, JSON_INDENT)}\n`);
    const facts = describeScheme(parseScheme(definition));
    await print(formatColumns(facts.map(([label, text]) => [label, printable(text, MAX_CHARACTERS)])));
  },
});
