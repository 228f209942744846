import { readUrl } from "../../arguments/read-url.ts";
import { readWholeNumber } from "../../arguments/read-whole-number.ts";
import { LOOPBACK } from "./loopback.ts";

const MAX_PORT = 65_535;
const DIGITS = /^\d+$/;

/**
 * Where the app is: a port of this machine, or a URL.
 *
 * @throws CommandError `argument_invalid` where it is neither.
 */
export function readTarget(text: string): URL {
  if (!DIGITS.test(text)) return new URL(readUrl(text));
  const port = readWholeNumber(text, { option: "the app's port", min: 1, max: MAX_PORT });
  return new URL(`http://${LOOPBACK}:${port}/`);
}

/** The URL at the app for a request's own: the same path and query, unless the target names a path. */
export function urlAtTarget(target: URL, requestUrl: string): URL {
  const url = new URL(target);
  const [path, query] = splitOnce(requestUrl, "?");
  if (target.pathname === "/") url.pathname = path;
  if (query !== undefined) url.search = query;
  return url;
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const index = text.indexOf(separator);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
