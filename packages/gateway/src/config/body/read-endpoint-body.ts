import type { EndpointDocument } from "../configuration.ts";
import type { ReadContext } from "../file/read-context.ts";
import { readEndpoint } from "../file/read-endpoint.ts";
import { readBody } from "./read-body.ts";
import type { BodyRead } from "./read-body.ts";

/** Reads an endpoint as an entry of the configuration file would be read. */
export function readEndpointBody(
  body: unknown,
  context: Pick<ReadContext, "allowInsecureEndpoints" | "schemes">,
): Promise<BodyRead<EndpointDocument>> {
  return readBody(body, readEndpoint, context);
}
