import { parseScheme } from "countersign";
import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { nearestName } from "../arguments/nearest-name.ts";
import { CommandError } from "../command-error.ts";
import { readJsonFile } from "../input/read-json-file.ts";

/**
 * The scheme that `--scheme` names: the id of a built-in one, or the path of a scheme file ending in `.json`.
 *
 * @throws CommandError `scheme_unknown` with the nearest name; as `readJsonFile` does; CountersignError
 * `scheme_invalid` with the place in the file.
 */
export async function findScheme(name: string): Promise<Scheme> {
  if (name.endsWith(".json")) return parseScheme(await readJsonFile(name));
  const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
  if (scheme !== undefined) return scheme;
  const nearest = nearestName(name, Object.keys(schemes));
  throw new CommandError(
    "scheme_unknown",
    nearest === undefined ? "no name is near" : `did you mean ${nearest}?`,
  );
}
