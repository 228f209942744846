import { misuse } from "../misuse.ts";

/**
 * The object's own options, once it is sure that all their names are known: a misspelt one would otherwise silently
 * leave a default in force. An option that is undefined counts as left out. Inherited ones do not count, so that a
 * polluted `Object.prototype` widens nothing; each is read once, so that what was checked is what is used.
 *
 * @throws CountersignError `options_not_an_object`, `unknown_option`
 */
export function knownOptions(options: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw misuse("options_not_an_object");
  }
  const given: Record<string, unknown> = Object.assign(Object.create(null), options);
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !names.includes(name)) throw misuse("unknown_option", name);
  }
  return given;
}
