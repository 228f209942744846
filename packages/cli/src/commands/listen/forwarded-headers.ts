/** Headers that are about one connection and not about the message (RFC 9110 section 7.6.1). */
const CONNECTION_HEADERS = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // Answered on the sender's connection already.
  "expect",
];

/**
 * A message's headers for the next connection: all of them, spelt and ordered as they came, but for those about the
 * connection itself.
 *
 * @param rawHeaders Name, value, name, value, …
 * @param bodyBytes The length of the whole body, told where it came in chunks; undefined where it is passed on as it comes.
 */
export function forwardedHeaders(rawHeaders: readonly string[], bodyBytes?: number): string[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const dropped = new Set([...CONNECTION_HEADERS, ...namedByConnection(rawHeaders)]);
  const kept = rawHeaders.filter((_, index) => !dropped.has(names[Math.floor(index / 2)] ?? ""));
  const isLengthMissing = names.includes("transfer-encoding") && bodyBytes !== undefined;
  return isLengthMissing ? [...kept, "Content-Length", String(bodyBytes)] : kept;
}

function namedByConnection(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders
    .filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "connection")
    .flatMap((value) => value.split(","))
    .map((name) => name.trim().toLowerCase());
}
