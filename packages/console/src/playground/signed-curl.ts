import { shellQuoted } from "../senders/shell-quoted.ts";
import type { BenchInput } from "./bench-input.ts";
import { readHeaderLines } from "./header-lines.ts";

/** The signed request as a command line; where no URL is known, one by a variable. */
export function signedCurl({ method, url, headers, body, bodyForm }: BenchInput): string {
  // Raw: a text that begins with @ is no file's name.
  const sent = bodyForm === "text" ? `--data-raw ${shellQuoted(body)}` : "--data-binary @-";
  const bytes = `echo ${shellQuoted(body.replaceAll(/\s/g, ""))} | base64 -d | `;
  const lines = [
    `${bodyForm === "text" ? "" : bytes}curl -X ${method} ${url === "" ? '"$WEBHOOK_URL"' : shellQuoted(url)}`,
    ...readHeaderLines(headers).headers.map(
      ({ name, value }) => `-H ${shellQuoted(headerArgument(name, value))}`,
    ),
    sent,
  ];
  return lines.join(" \\\n  ");
}

/** With a colon and nothing behind it curl would leave the header out. */
function headerArgument(name: string, value: string): string {
  return value === "" ? `${name};` : `${name}: ${value}`;
}
