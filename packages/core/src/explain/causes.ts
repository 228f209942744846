/** What is behind one code. */
export interface Cause {
  /** What happened, in one line. */
  readonly title: string;
  /** What it means and how it comes about. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /**
   * How `explain` can tell: `recomputed` by finding the signature again, `inspected` from facts of the request, the
   * configuration or the context, `not-searched` not at all.
   */
  readonly shown: "recomputed" | "inspected" | "not-searched";
  /** Why it is not recomputed. */
  readonly reason?: string;
}

const NO_PUBLIC_KEYS = "no scheme of this version verifies with public keys or signs a digest header";

/** Every known cause of a signature that does not match. Codes never change their meaning. */
export const causes = {
  C01: {
    title: "The body was parsed and written again",
    meaning:
      "The signature covers the JSON as one program wrote it; what was verified is the same JSON as another wrote it. Blanks, escapes, number spellings and key order differ between languages.",
    remedy: "Verify the bytes as they arrived, before anything parses them; sign exactly the bytes you send.",
    shown: "recomputed",
  },
  C02: {
    title: "The body is empty, an object, or [object Object]",
    meaning:
      "The raw bytes were gone when the signature was verified: read before, or replaced by a parsed value.",
    remedy: "Read the raw body once, first of all, and verify those bytes.",
    shown: "inspected",
    reason: "the bytes that were signed are not there any more",
  },
  C03: {
    title: "A body parser of the framework ran first",
    meaning: "The framework read and parsed the body before the route could see its bytes.",
    remedy:
      "Express: express.raw({ type: () => true }) on this route. Next.js pages: export const config = { api: { bodyParser: false } }. NestJS: rawBody: true. Fastify: addContentTypeParser with parseAs buffer.",
    shown: "inspected",
    reason: "only the context can say what the framework did",
  },
  C04: {
    title: "The raw-body hook skips this content type",
    meaning:
      "The hook that keeps the raw bytes runs for application/json only, and this request has another type.",
    remedy: "Keep the raw bytes whatever the content type says: type: () => true.",
    shown: "inspected",
    reason: "the bytes that were signed are not there any more",
  },
  C05: {
    title: "The body is base64",
    meaning: "A gateway such as AWS API Gateway hands binary bodies over as base64 text.",
    remedy: "Decode the body when isBase64Encoded is true, then verify.",
    shown: "recomputed",
  },
  C06: {
    title: "Line ends, blanks or a byte order mark were changed at the edges",
    meaning: "A newline, CRLF, byte order mark or outer blank was added, removed or rewritten after signing.",
    remedy: "Do not trim, append or rewrite line ends: send and verify the same bytes.",
    shown: "recomputed",
  },
  C07: {
    title: "The body was compressed or decompressed in between",
    meaning: "The signature covers the other side of gzip, deflate or brotli.",
    remedy: "Verify on the side of the compression that was signed: usually after decoding Content-Encoding.",
    shown: "recomputed",
  },
  C08: {
    title: "The body was read in another character set",
    meaning:
      "Bytes were turned into text and back in Latin-1, ASCII or UTF-16, or bytes that are no text were replaced.",
    remedy: "Never turn the body into text before it is verified.",
    shown: "recomputed",
  },
  C09: {
    title: "Unicode text was normalised",
    meaning: "Letters with accents were composed (NFC) or taken apart (NFD) after signing.",
    remedy: "Do not normalise the body before it is verified.",
    shown: "recomputed",
  },
  C10: {
    title: "The JSON is encoded twice",
    meaning: "One side has the JSON text, the other a JSON string that holds it.",
    remedy: "Do not pass text that is already JSON to JSON.stringify or to a client that serialises.",
    shown: "recomputed",
  },
  C11: {
    title: "The event travels in a form field",
    meaning: "The body is a form such as payload=...; the signature covers the other of form and field.",
    remedy: "Verify what the sender says is signed: the form as received, or the decoded field.",
    shown: "recomputed",
  },
  C12: {
    title: "Signed with another secret",
    meaning:
      "The scheme is right, the key is not: another environment, endpoint, caller or version of the secret.",
    remedy: "Configure the secret that matched for this source, or correct it at the sender.",
    shown: "recomputed",
  },
  C13: {
    title: "The configured secret is an API key, or the header holds the secret itself",
    meaning: "Senders have several credentials; only one of them signs webhooks.",
    remedy: "Copy the signing secret of this webhook, not the key for calling the sender's API.",
    shown: "inspected",
    reason: "the right secret is not known",
  },
  C14: {
    title: "The secret has blanks, quotes or a newline that do not belong to it",
    meaning:
      "A secret that was copied, or read from a file or variable, gained or lost characters at its ends.",
    remedy: "Store the secret exactly as the sender shows it: no newline at the end, no quotes, no escapes.",
    shown: "recomputed",
  },
  C15: {
    title: "The secret's text becomes key bytes in another way",
    meaning:
      "One side takes the text as it is, the other decodes hex or base64, or a prefix was kept or removed.",
    remedy: "Set keyEncoding to what matched, or correct the prefix.",
    shown: "recomputed",
  },
  C16: {
    title: "The key is derived from the secret in another way",
    meaning: "One side hashes the secret before using it as key, or writes the hash differently.",
    remedy: "Derive the key as the scheme says.",
    shown: "recomputed",
  },
  C17: {
    title: "The signature is written in another encoding",
    meaning:
      "The MAC is right and written as hex, base64 or base64url where another one is expected, or in another case.",
    remedy: "Ask the sender, or correct the encoding in the scheme.",
    shown: "recomputed",
  },
  C18: {
    title: "The signature has another prefix",
    meaning: "The MAC is right, and the text before it, such as sha256= or v1=, is not the expected one.",
    remedy: "Correct the prefix in the scheme or at the sender.",
    shown: "recomputed",
  },
  C19: {
    title: "The header holds several signatures",
    meaning: "One of several signatures is right, and the header was read as one.",
    remedy: "Describe the list in the scheme, so that each signature is tried.",
    shown: "recomputed",
  },
  C20: {
    title: "Another hash function",
    meaning: "The MAC is right with another of SHA-1, SHA-256, SHA-384 and SHA-512.",
    remedy: "Correct the algorithm in the scheme, or ask the sender for the documented one.",
    shown: "recomputed",
  },
  C21: {
    title: "Other content is signed",
    meaning: "The signature covers other parts, in another order, or joined by other separators.",
    remedy: "Correct the parts of the scheme's message, or sign what the scheme says.",
    shown: "recomputed",
  },
  C22: {
    title: "The timestamp was rewritten",
    meaning: "The signature covers the same moment, spelt in another way than the header.",
    remedy: "Sign and verify the header's text as it is; never parse and print it in between.",
    shown: "recomputed",
  },
  C23: {
    title: "The timestamp is in another unit or notation",
    meaning:
      "Seconds were taken for milliseconds or the reverse, or the time is not written as the scheme says.",
    remedy: "Correct the timestamp's format in the scheme or at the sender.",
    shown: "recomputed",
  },
  C24: {
    title: "A clock is wrong",
    meaning: "The signature is right; sender and receiver disagree about what time it is, or about the zone.",
    remedy: "Synchronise the clock with NTP; write times in UTC.",
    shown: "inspected",
    reason: "the signature is right",
  },
  C25: {
    title: "The request is old: retried, queued or replayed",
    meaning: "The signature is right and was made too long ago.",
    remedy: "Have the sender sign anew on each try; verify before queueing; do not replay captured requests.",
    shown: "inspected",
    reason: "the signature is right",
  },
  C26: {
    title: "Another URL was signed",
    meaning:
      "The sender signed the URL as it knows it; scheme, host, port, path, query or slash differ here.",
    remedy: "Set publicUrl to the text that the sender was given, never rebuilt from the request.",
    shown: "recomputed",
  },
  C27: {
    title: "Another URL escape was used",
    meaning: "Languages disagree which characters stay, how a blank is written and in which case hex is.",
    remedy: "Escape the raw bytes as the scheme says (Ruby's CGI.escape keeps letters, digits and - . _ ~).",
    shown: "recomputed",
  },
  C28: {
    title: "Another method was signed or used",
    meaning: "A redirect turned POST into GET, or the method was written in other letters.",
    remedy: "Give the sender the final URL, without redirects; sign the method in capitals.",
    shown: "recomputed",
  },
  C29: {
    title: "The header is missing or has another name",
    meaning:
      "The signature, the timestamp or the id is not where the scheme has it: renamed, dropped or not sent.",
    remedy:
      "Let every header through, with its name as it is; look for proxies that drop underscores or long headers.",
    shown: "recomputed",
  },
  C30: {
    title: "A header occurs several times, or was joined",
    meaning: "Several headers with one name arrived, or a proxy joined them into one.",
    remedy: "Send and forward the header once.",
    shown: "recomputed",
  },
  C31: {
    title: "A proxy, firewall or CDN rewrote the body",
    meaning:
      "The body has another length than its Content-Length says, or the request came through one that may rewrite.",
    remedy: "Switch off minifying, filtering and re-encoding on the webhook's path.",
    shown: "inspected",
    reason:
      "the bytes that were signed are not there any more; where the change is known, C01, C06 or C07 proves it",
  },
  C32: {
    title: "A tunnel wrote the body again",
    meaning: "Development tunnels such as smee.io parse the body and post what they parsed.",
    remedy: "Use a tunnel that passes the bytes through.",
    shown: "inspected",
    reason: "C01 proves the change itself; that the tunnel made it is an inference",
  },
  C33: {
    title: "Another scheme signed this request",
    meaning: "The request is right under another product, version or scheme than the configured one.",
    remedy: "Configure the scheme that matched, or give the sender the URL of the right source.",
    shown: "recomputed",
  },
  C34: {
    title: "The public key is not the right one",
    meaning: "A public key in another form or of another key id was used.",
    remedy: "Fetch the sender's current public key.",
    shown: "not-searched",
    reason: NO_PUBLIC_KEYS,
  },
  C35: {
    title: "The signature covers a digest header",
    meaning: "The sender signs a digest of the body, and the digest or its header is wrong.",
    remedy: "Recompute the digest over the raw body first.",
    shown: "not-searched",
    reason: NO_PUBLIC_KEYS,
  },
  C36: {
    title: "A duplicate, not a wrong signature",
    meaning: "The request is right and was received before.",
    remedy: "Answer a duplicate like the first one, and do not process it again.",
    shown: "inspected",
    reason: "the signature is right",
  },
  C37: {
    title: "A test of the sender that is not signed",
    meaning: "Test buttons of some senders post a sample without signature, or with a fixed one.",
    remedy: "Trigger a real event.",
    shown: "inspected",
    reason: "a sample's signature is made with no secret of yours",
  },
  C38: {
    title: "The body was cut off",
    meaning: "Fewer bytes arrived than Content-Length says, and the JSON does not end.",
    remedy: "Raise the body limits of server and proxies.",
    shown: "inspected",
    reason: "the missing bytes are not there",
  },
  C39: {
    title: "The comparison itself is wrong",
    meaning: "Hand-written checks compare texts of different encodings, or throw where lengths differ.",
    remedy: "Decode both sides and compare bytes of equal length; this library does.",
    shown: "not-searched",
    reason: "this library compares decoded bytes; the code of others is not visible to it",
  },
} as const satisfies Record<string, Cause>;

/** A code of the table. */
export type CauseCode = keyof typeof causes;
