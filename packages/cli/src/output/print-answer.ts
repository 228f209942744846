import { formatRecord } from "./format-record.ts";
import { print, printJson } from "./print.ts";

/** Prints one answer of the API: as lines for people, or as one JSON object. */
export async function printAnswer(answer: object, { isJson }: { readonly isJson: boolean }): Promise<void> {
  if (isJson) await printJson(answer);
  else await print(formatRecord(answer));
}
