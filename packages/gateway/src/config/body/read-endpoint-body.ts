import type { EndpointDocument } from "../configuration.ts";
import { readEndpoint } from "../file/read-endpoint.ts";
import { readBody } from "./read-body.ts";
import type { BodyRead } from "./read-body.ts";

/** Reads an endpoint as an entry of the configuration file would be read. */
export function readEndpointBody(
  body: unknown,
  context: { readonly allowInsecureEndpoints: boolean },
): Promise<BodyRead<EndpointDocument>> {
  return readBody(body, readEndpoint, context);
}
