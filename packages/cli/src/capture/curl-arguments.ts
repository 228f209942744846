import { CommandError } from "../command-error.ts";
import { curlLetters, curlOptions } from "./curl-options.ts";
import type { CurlOptionKind } from "./curl-options.ts";

/** One option or URL of a curl command line, in order. */
export interface CurlArgument {
  readonly kind: CurlOptionKind;
  /** Empty for a flag. */
  readonly value: string;
}

/**
 * The arguments of a curl command line, read as curl reads them: `-XPOST`, `-sS`, `--header value`.
 *
 * @param words What follows the word `curl`.
 * @throws CommandError `capture_not_understood` for an option that is not known here.
 */
export function curlArguments(words: readonly string[]): readonly CurlArgument[] {
  const found: CurlArgument[] = [];
  const rest = [...words];
  const valueOf = (name: string, attached: string): string => {
    const value = attached === "" ? rest.shift() : attached;
    if (value === undefined) throw notUnderstood(`${name} has no value`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith("--")) {
      const kind = kindOf(word.slice("--".length), word);
      found.push({ kind, value: kind === "flag" ? "" : valueOf(word, "") });
    } else if (word.startsWith("-") && word !== "-") {
      found.push(...letterArguments(word.slice(1), valueOf));
    } else found.push({ kind: "url", value: word });
  }
  return found;
}

/** Several letters in one word; the first that takes a value takes the rest of the word, or the next one. */
function letterArguments(
  letters: string,
  valueOf: (name: string, attached: string) => string,
): readonly CurlArgument[] {
  const found: CurlArgument[] = [];
  for (const [index, letter] of Array.from(letters).entries()) {
    const kind = kindOf(curlLetters[letter] ?? "", `-${letter}`);
    if (kind !== "flag") return [...found, { kind, value: valueOf(`-${letter}`, letters.slice(index + 1)) }];
    found.push({ kind, value: "" });
  }
  return found;
}

const OPTION_NAME = /^-{1,2}[A-Za-z][A-Za-z0-9.-]{0,30}$/;

function kindOf(name: string, shown: string): CurlOptionKind {
  const kind = Object.hasOwn(curlOptions, name) ? curlOptions[name] : undefined;
  if (kind !== undefined) return kind;
  const option = OPTION_NAME.test(shown) ? `the option ${shown}` : "an option";
  throw notUnderstood(`curl has ${option}, of which it is not known here what it would send`);
}

function notUnderstood(detail: string): CommandError {
  return new CommandError("capture_not_understood", detail);
}
