import type { RouteShape } from "./define-route.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** Every problem that a route may answer with: what follows from its entry, and what the entry adds. */
export function problemsOf(route: RouteShape): readonly ProblemCode[] {
  const isForAnyone = route.access === "anyone";
  const takesBody = route.body !== undefined;
  const isChange = route.method !== "GET";
  const readsInput = takesBody || route.params !== undefined || route.query !== undefined;
  const derived: readonly (ProblemCode | false)[] = [
    (readsInput || isChange) && "request_invalid",
    takesBody && "json_invalid",
    !isForAnyone && "unauthenticated",
    !isForAnyone && "role_not_allowed",
    route.params !== undefined && "not_found",
    route.isIdempotent === true && "idempotency_key_reused",
    route.hasEtag === true && isChange && "precondition_failed",
    takesBody && "body_too_large",
    takesBody && "media_type_not_supported",
    !isForAnyone && "too_many_failures",
    "internal_error",
    "unavailable",
  ];
  return [...new Set([...derived.filter((code) => code !== false), ...route.problems])];
}
