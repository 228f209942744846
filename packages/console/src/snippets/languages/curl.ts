import { shellQuoted } from "../../senders/shell-quoted.ts";
import { signsPart } from "../../senders/signs-part.ts";
import { joinLines } from "../join-lines.ts";
import type { SnippetInput } from "../snippet-input.ts";

/** The command line signs, curl sends: secrets come from the environment and are in no argument. */
export function curl({ scheme, isBuiltIn, method, url, keyEncoding }: SnippetInput): string {
  const options = [
    `--scheme ${isBuiltIn ? scheme.id : shellQuoted(`./${scheme.id}.json`)}`,
    "--secret env:WEBHOOK_SECRET",
    scheme.caller !== undefined && "--api-key env:WEBHOOK_API_KEY",
    keyEncoding !== undefined && `--key-encoding ${keyEncoding}`,
    method !== "POST" && `--method ${method}`,
    signsPart(scheme, "url") && '--public-url "$url"',
    "--body -",
  ];
  return joinLines([
    !isBuiltIn && `# ${scheme.id}.json holds the description of the scheme.`,
    `url=${shellQuoted(url)}`,
    `body='{"type":"test"}'`,
    `printf %s "$body" |`,
    `  npx @countersign/cli sign ${options.filter((each) => each !== false).join(" ")} |`,
    `  curl --request ${method} --header @- --header 'content-type: application/json' --data-binary "$body" "$url"`,
    "",
  ]);
}
