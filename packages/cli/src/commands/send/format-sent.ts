import { formatBytes } from "../../output/format-bytes.ts";
import type { Sent } from "./post-request.ts";

/** One request and its answer, a line; with `showsBody` the answer's body follows. */
export function formatSent(sent: Sent, { showsBody }: { readonly showsBody: boolean }): string {
  const { method, url, bytes, status, durationMs, answer } = sent;
  const line = `${method} ${url}  ${formatBytes(bytes)}  -> ${status} in ${Math.round(durationMs)} ms\n`;
  return showsBody && answer !== "" ? `${line}${answer}${answer.endsWith("\n") ? "" : "\n"}` : line;
}
