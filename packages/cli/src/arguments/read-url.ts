import { CommandError } from "../command-error.ts";

/**
 * An address to post to, as typed.
 *
 * @throws CommandError `argument_invalid` where it is no http or https URL; its message does not hold what was typed.
 */
export function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text;
  throw new CommandError("argument_invalid", "a whole URL is expected, such as http://127.0.0.1:3000/hooks");
}
