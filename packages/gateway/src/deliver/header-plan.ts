import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import type { Endpoint } from "../config/configuration.ts";
import { GatewayError } from "../errors.ts";
import { isHeaderName, isHeaderValue } from "./header-text.ts";
import { isCredentialHeader, isReservedHeader } from "./reserved-headers.ts";
import { schemeHeaderNames } from "./scheme-header-names.ts";

/** What of an endpoint's headers is the same for every delivery. */
export interface HeaderPlan {
  /** User agent and the endpoint's own headers: names and values in turn. */
  readonly fixed: readonly string[];
  /** Lower-case names of the inbound headers that are passed on. */
  readonly forwarded: ReadonlySet<string>;
}

export interface HeaderPlanOptions {
  readonly endpoint: Pick<Endpoint, "headers" | "forwardHeaders" | "scheme">;
  /** The schemes of the organization's sources: what they name may hold credentials. */
  readonly sourceSchemes: readonly Scheme[];
  readonly userAgent: string;
}

/**
 * Checks an endpoint's headers and decides which inbound ones are passed on: those it lists, except credentials,
 * signatures, connection headers, and any that the gateway or the endpoint sets itself.
 *
 * @throws GatewayError `endpoint_header_invalid`, `endpoint_header_reserved`
 */
export function createHeaderPlan(options: HeaderPlanOptions): HeaderPlan {
  const own = new Map<string, readonly [name: string, value: string]>([
    ["user-agent", ["user-agent", options.userAgent]],
  ]);
  const signed = new Set(schemeHeaderNames(options.endpoint.scheme));
  for (const [name, value] of Object.entries(options.endpoint.headers)) {
    const key = name.toLowerCase();
    if (!isHeaderName(name) || !isHeaderValue(value))
      throw new GatewayError("endpoint_header_invalid", "headers");
    if (isReservedHeader(key) || signed.has(key))
      throw new GatewayError("endpoint_header_reserved", "headers");
    own.set(key, [name, value]);
  }
  const known = [...Object.values(schemes), ...options.sourceSchemes].flatMap(schemeHeaderNames);
  const withheld = new Set([...own.keys(), ...signed, ...known]);
  const forwarded = options.endpoint.forwardHeaders.filter(
    (name) =>
      isHeaderName(name) && !withheld.has(name) && !isReservedHeader(name) && !isCredentialHeader(name),
  );
  return { fixed: [...own.values()].flat(), forwarded: new Set(forwarded) };
}
