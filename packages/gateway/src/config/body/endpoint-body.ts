import type { Scheme } from "countersign";
import type { EndpointDocument } from "../configuration.ts";
import { activeWindowBody, orderByBody, rateBody } from "./limit-bodies.ts";
import type { ActiveWindowBody, RateBody } from "./limit-bodies.ts";
import { schemeBody } from "./scheme-body.ts";
import { literalText, secretBody } from "./secret-body.ts";

type WrittenOtherwise =
  "hasStoredScheme" | "scheme" | "secrets" | "apiKey" | "headers" | "rate" | "activeHours" | "orderBy";

/** What of an endpoint may be shown, as an entry of the configuration file writes it. */
export type EndpointSettings = Omit<EndpointDocument, WrittenOtherwise> & {
  readonly scheme: string | Scheme;
  readonly rate?: RateBody;
  readonly activeHours?: readonly ActiveWindowBody[];
  readonly orderBy?: "type" | { readonly pointer: string };
};

/** The settings of an endpoint, every default filled in; without secrets, API key and headers, which may hold credentials. */
export function endpointSettings(endpoint: EndpointDocument): EndpointSettings {
  const { where, rate, circuit, activeHours, orderBy } = endpoint;
  return {
    name: endpoint.name,
    url: endpoint.url,
    scheme: schemeBody(endpoint),
    ...(endpoint.keyEncoding !== undefined && { keyEncoding: endpoint.keyEncoding }),
    sources: endpoint.sources,
    events: endpoint.events,
    ...(where !== undefined && { where }),
    forwardHeaders: endpoint.forwardHeaders,
    concurrency: endpoint.concurrency,
    connectTimeoutMs: endpoint.connectTimeoutMs,
    attemptTimeoutMs: endpoint.attemptTimeoutMs,
    retryScheduleMs: endpoint.retryScheduleMs,
    ...(rate !== undefined && { rate: rateBody(rate) }),
    ...(circuit !== undefined && { circuit }),
    ...(activeHours !== undefined && { activeHours: activeHours.map(activeWindowBody) }),
    ...(orderBy !== undefined && { orderBy: orderByBody(orderBy) }),
  };
}

/** The whole endpoint as an entry of the configuration file, secrets written out. Never to be shown. */
export function endpointBody(endpoint: EndpointDocument): Record<string, unknown> {
  const headers = Object.entries(endpoint.headers).map(([name, value]) => [name, literalText(value)]);
  return {
    ...endpointSettings(endpoint),
    secrets: endpoint.secrets.map(secretBody),
    ...(endpoint.apiKey !== undefined && { apiKey: literalText(endpoint.apiKey) }),
    headers: Object.fromEntries(headers) as unknown,
  };
}
