import type { SignerOptions } from "countersign";
import type { EndpointDocument } from "./configuration.ts";
import { webhookKey } from "./verifier-options.ts";

/** The part of an endpoint that decides how its deliveries are signed. */
export type SignedEndpoint = Pick<EndpointDocument, "url" | "secrets" | "apiKey" | "keyEncoding">;

/** What the library's `createSigner` is given for an endpoint. A scheme that signs a URL signs the endpoint's, as written. */
export function signerOptions(endpoint: SignedEndpoint): SignerOptions {
  return {
    keys: endpoint.secrets.map(webhookKey),
    publicUrl: endpoint.url,
    ...(endpoint.apiKey === undefined ? {} : { apiKey: endpoint.apiKey }),
    ...(endpoint.keyEncoding === undefined ? {} : { keyEncoding: endpoint.keyEncoding }),
  };
}
