import { misuse } from "./misuse.ts";
import { schemeShape } from "./scheme-shape.ts";
import type { Scheme } from "./scheme.ts";
import { readShape } from "./shape/read-shape.ts";

/**
 * A frozen scheme, checked strictly, from data that came from anywhere (a file, an API, a database).
 *
 * @param json The parsed JSON value. Fields the language does not know are refused.
 * @throws CountersignError `scheme_invalid`, whose message names the place as a JSON path.
 */
export function parseScheme(json: unknown): Scheme {
  return readShape(schemeShape, json, (path, problem) => {
    throw misuse("scheme_invalid", `${path}: ${problem}`);
  }) as Scheme;
}
