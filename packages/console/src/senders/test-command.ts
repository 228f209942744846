import type { SchemeData } from "./scheme-data.ts";
import { shellQuoted } from "./shell-quoted.ts";

export interface TestCommandInput {
  readonly scheme: SchemeData;
  readonly url: string;
  readonly method: string;
  readonly keyEncoding?: string | undefined;
  readonly publicUrl?: string | undefined;
}

/** The command line playing the sender of a built-in scheme. Secrets are named by variables, never written out. */
export function testCommand({ scheme, url, method, keyEncoding, publicUrl }: TestCommandInput): string {
  const options = [
    `--scheme ${scheme.id}`,
    "--secret env:WEBHOOK_SECRET",
    ...(scheme.caller === undefined ? [] : ["--api-key env:WEBHOOK_API_KEY"]),
    ...(keyEncoding === undefined ? [] : [`--key-encoding ${keyEncoding}`]),
    ...(method === "POST" ? [] : [`--method ${method}`]),
    ...(publicUrl === undefined ? [] : [`--public-url ${shellQuoted(publicUrl)}`]),
    "--body -",
  ];
  const body = `echo '{"type":"test"}'`;
  return [`${body} | npx @countersign/cli send ${shellQuoted(url)}`, ...options].join(" \\\n  ");
}
