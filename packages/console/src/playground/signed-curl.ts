import { shellQuoted } from "../senders/shell-quoted.ts";
import type { BenchInput } from "./bench-input.ts";
import { readHeaderLines } from "./header-lines.ts";

/** The signed request as a command line; where no URL is known, one by a variable. */
export function signedCurl({ method, url, headers, body, bodyForm }: BenchInput): string {
  const sent = bodyForm === "text" ? shellQuoted(body) : "@-";
  const bytes = `echo ${shellQuoted(body.replaceAll(/\s/g, ""))} | base64 -d | `;
  const lines = [
    `${bodyForm === "text" ? "" : bytes}curl -X ${method} ${url === "" ? '"$WEBHOOK_URL"' : shellQuoted(url)}`,
    ...readHeaderLines(headers).headers.map(({ name, value }) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    `--data-binary ${sent}`,
  ];
  return lines.join(" \\\n  ");
}
