import type { Answer } from "../api/answer-types.ts";
import { useAnswer } from "../api/use-answer.ts";
import type { SchemeData } from "./scheme-data.ts";
import type { SchemeChoice } from "./scheme-facts.ts";

/** The kept scheme that a resource names; undefined until it is known, and where the resource has a description itself. */
export function useNamedScheme(scheme: SchemeChoice | undefined): Answer<"getScheme"> | undefined {
  const isNamed = typeof scheme === "string";
  // A hook is called in any case; what it would ask for is not asked.
  const params = { scheme: isNamed ? scheme : "-" };
  return useAnswer("getScheme", { params }, { isEnabled: isNamed }).data;
}

/** The description of the scheme that a resource names or has itself; undefined until it is known. */
export function useScheme(scheme: SchemeChoice): SchemeData | undefined {
  const named = useNamedScheme(scheme);
  // The gateway has parsed it before it kept it.
  return (typeof scheme === "string" ? named?.definition : scheme) as SchemeData | undefined;
}
