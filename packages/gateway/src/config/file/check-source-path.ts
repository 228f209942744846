import type { Place } from "./configuration-problem.ts";
import { nearestName } from "../nearest-name.ts";
import { RECEIVE_PREFIX, reservedPaths } from "../source-paths.ts";
import type { Problems } from "./problems.ts";

const LITERAL_PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]+$/;
const MAX_PATH_CHARACTERS = 1024;

/** Adds a problem when `path` cannot be a source's own literal path. */
export function checkSourcePath(
  path: string,
  field: string,
  context: { readonly place: Place; readonly ownPath: string; readonly problems: Problems },
): void {
  if (path === context.ownPath) return;
  const add = (expected: string, found: string, remedy: string): void =>
    context.problems.add(context.place, { code: "bad_path", field, expected, found, remedy });
  if (path.length > MAX_PATH_CHARACTERS || !LITERAL_PATH.test(path)) {
    return add(
      "an absolute path in URL characters, without query or fragment",
      `a text of ${path.length} characters that is none`,
      "start with / and escape what a URL cannot hold",
    );
  }
  const segments = path.split("/").slice(1);
  if (segments.includes(".") || segments.includes("..")) {
    return add("a path that proxies leave as it is", "a . or .. segment", "write the path it leads to");
  }
  const reserved = reservedPaths.find((each) => path === each || path.startsWith(`${each}/`));
  if (reserved !== undefined)
    return add("a path of your own", `one below ${reserved}`, "choose another first segment");
  if (path === "/in" || path.startsWith(RECEIVE_PREFIX)) {
    const isSlip = nearestName(path, [context.ownPath]) !== undefined;
    const remedy = isSlip
      ? `did you mean ${context.ownPath}?`
      : "leave path out, or choose another first segment";
    return add(`${context.ownPath} or a path outside /in/`, "another one below /in/", remedy);
  }
}
