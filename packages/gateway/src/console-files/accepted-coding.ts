import { contentCodings } from "./console-files.ts";
import type { ConsoleFile, ContentCoding } from "./console-files.ts";

const ELEMENT = /^([a-z]+)(?:;q=([01](?:\.[0-9]{1,3})?))?$/;

/** Which of the file's compressed copies the browser takes, by its `Accept-Encoding`; undefined: send it plain. */
export function acceptedCoding(
  header: string | undefined,
  compressed: ConsoleFile["compressed"],
): ContentCoding | undefined {
  if (header === undefined) return undefined;
  const accepted = new Set<string>();
  for (const element of header.toLowerCase().split(",")) {
    const [, coding, weight] = ELEMENT.exec(element.replaceAll(/[ \t]/g, "")) ?? [];
    if (coding !== undefined && Number(weight ?? "1") > 0) accepted.add(coding);
  }
  return (Object.keys(contentCodings) as ContentCoding[]).find(
    (coding) => accepted.has(coding) && compressed[coding] !== undefined,
  );
}
