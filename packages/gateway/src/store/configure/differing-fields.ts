import { canonicalJson } from "./canonical-json.ts";

/** Names of the fields that are not the same in both. */
export function differingFields(before: object, after: object): readonly string[] {
  const one = new Map<string, unknown>(Object.entries(before));
  const other = new Map<string, unknown>(Object.entries(after));
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.filter((name) => canonicalJson([one.get(name)]) !== canonicalJson([other.get(name)]));
}
