/** What describes one connection or one message's framing belongs to whoever opens the connection (RFC 9110 §7.6.1). */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Written by the gateway with every delivery, or fixed by what it sends. */
const BODY_HEADERS: ReadonlySet<string> = new Set(["content-encoding", "content-type"]);
const OWN_PREFIX = "countersign-";

/** Names under which credentials and signatures travel, beside those that the known schemes use. */
const CREDENTIAL_NAME =
  /auth|cookie|token|secret|signature|hmac|password|credential|session|api-?key|access-?key/;

/** True for a lower-case name that no endpoint may set and no inbound header may bring: it would break the request. */
export function isReservedHeader(name: string): boolean {
  return CONNECTION_HEADERS.has(name) || BODY_HEADERS.has(name) || name.startsWith(OWN_PREFIX);
}

/** True for a lower-case name that looks like a credential or a signature, and is therefore never passed on. */
export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}
