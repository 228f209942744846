import type { Scheme } from "countersign";
import type { Endpoint } from "../config/configuration.ts";
import { GatewayError } from "../errors.ts";
import type { ClaimedDelivery } from "../store/delivering.ts";
import { createHeaderPlan } from "./header-plan.ts";
import type { HeaderPlan } from "./header-plan.ts";
import { isHeaderValue, isPlainHeaderText } from "./header-text.ts";
import { firstHeader, passedOnHeaders } from "./inbound-headers.ts";
import { receivedSignature } from "./received-signature.ts";
import { RequestSigner } from "./request-signer.ts";

/** One request, ready to be sent. */
export interface OutboundRequest {
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly secretId: number | undefined;
}

export interface RequestFactoryOptions {
  readonly endpoint: Endpoint;
  /** The schemes of the organization's sources. */
  readonly sourceSchemes: readonly Scheme[];
  /** Of this program, for the user agent. */
  readonly version: string;
  /** Permits `http:`. For development only. */
  readonly allowsInsecure: boolean;
  readonly now: () => number;
}

/**
 * Makes the requests of one endpoint. The body is sent exactly as it was received, with its Content-Type; the signature
 * is made at the time of the call.
 */
export class RequestFactory {
  readonly origin: string;
  readonly #endpoint: Endpoint;
  readonly #path: string;
  readonly #headers: HeaderPlan;
  readonly #signer: RequestSigner;

  /** @throws GatewayError or CountersignError where the endpoint's configuration cannot be used. */
  constructor(options: RequestFactoryOptions) {
    const url = checkedUrl(options.endpoint.url, options.allowsInsecure);
    this.origin = url.origin;
    this.#endpoint = options.endpoint;
    this.#path = url.pathname + url.search;
    this.#headers = createHeaderPlan({ ...options, userAgent: `countersign/${options.version}` });
    this.#signer = new RequestSigner(options.endpoint, options.now);
  }

  /** @throws Error where the request cannot be signed now, or came without a signature to pass on. */
  create(delivery: ClaimedDelivery): OutboundRequest {
    const { event, deliveryId, attempt, replay } = delivery;
    const headers = [...contentType(event.rawHeaders), ...this.#headers.fixed];
    headers.push(...passedOnHeaders(event.rawHeaders, this.#headers.forwarded));
    headers.push("countersign-event", event.eventId, "countersign-source", event.sourceName);
    // A type comes from the sender's body. One that no header can hold is left out; the body still tells it.
    if (isPlainHeaderText(event.eventType)) headers.push("countersign-type", event.eventType);
    headers.push("countersign-delivery", deliveryId, "countersign-attempt", String(attempt));
    if (replay !== undefined) headers.push("countersign-replay", replay.replayId);
    if (replay?.isAsReceived === true) return this.#asReceived(delivery, headers);
    const signed = this.#signer.sign(delivery);
    for (const name of Object.keys(signed.headers)) headers.push(name, signed.headers[name] ?? "");
    return { path: this.#path, headers, body: event.body, secretId: signed.secretId };
  }

  /** With the sender's own signature, for a receiver that has the sender's secret; its API key is the endpoint's. */
  #asReceived({ event }: ClaimedDelivery, headers: readonly string[]): OutboundRequest {
    const { scheme, apiKey } = this.#endpoint;
    const signature = receivedSignature(scheme, event.rawHeaders);
    if (signature === undefined) throw new Error("the event came without a signature of this scheme");
    const caller = scheme.caller === undefined || apiKey === undefined ? [] : [scheme.caller.header, apiKey];
    return {
      path: this.#path,
      headers: [...headers, ...caller, ...signature],
      body: event.body,
      secretId: undefined,
    };
  }
}

function contentType(rawHeaders: readonly string[]): readonly string[] {
  const value = firstHeader(rawHeaders, "content-type");
  return value === undefined || !isHeaderValue(value) ? [] : ["content-type", value];
}

function checkedUrl(text: string, allowsInsecure: boolean): URL {
  if (!URL.canParse(text)) throw new GatewayError("endpoint_url_invalid", "url");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw new GatewayError("endpoint_url_invalid", "url");
  if (url.protocol === "https:" || (url.protocol === "http:" && allowsInsecure)) return url;
  throw new GatewayError(url.protocol === "http:" ? "endpoint_url_insecure" : "endpoint_url_invalid", "url");
}
