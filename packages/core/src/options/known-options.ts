import { misuse } from "../misuse.ts";

/**
 * The same object, once it is sure that it is one and that all its names are known: a misspelt option would
 * otherwise silently leave a default in force. An option that is undefined counts as left out.
 *
 * @throws CountersignError `options_not_an_object`, `unknown_option`
 */
export function knownOptions(options: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw misuse("options_not_an_object");
  }
  for (const name of Object.keys(options)) {
    const isGiven = (options as Readonly<Record<string, unknown>>)[name] !== undefined;
    if (isGiven && !names.includes(name)) throw misuse("unknown_option", name);
  }
  return options as Readonly<Record<string, unknown>>;
}
