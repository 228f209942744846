// What the pages of docs/causes say beside the table of causes: how to recognise each one without `explain`, and code
// where a line of it is the remedy.

const EXPRESS = `\`\`\`js
app.post("/webhooks/nabla", express.raw({ type: () => true }), (request, response) => {
  const { method, rawHeaders, body } = request;
  const verdict = verifier.verify({ method, headers: rawHeaders, body });
  response.sendStatus(verdict.ok ? 200 : verdict.status);
});
\`\`\``;

const FETCH = `\`\`\`js
const body = new Uint8Array(await request.arrayBuffer());
const verdict = verifier.verify({ method: request.method, headers: request.headers, body });
\`\`\``;

const LAMBDA = `\`\`\`js
const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
\`\`\``;

const KEY_ENCODING = `\`\`\`js
const verifier = createVerifier(zentact, { keys: [{ secret }], keyEncoding: "utf8" });
\`\`\``;

const PUBLIC_URL = `\`\`\`js
const verifier = createVerifier(honeybee, { keys: [{ secret }], publicUrl: "https://hooks.example.org/in/rx" });
\`\`\``;

const NEXT_PAGES = `\`\`\`js
export const config = { api: { bodyParser: false } };
\`\`\``;

/** @type {Record<string, { sign: string, code?: string }>} */
export const causeNotes = {
  C01: {
    sign: "Content-Length differs from the length of what you verify, or every event fails that has an accent, a decimal such as 1.0 or a slash.",
    code: EXPRESS,
  },
  C02: { sign: "The error speaks of an object, or every event fails and the body has 0 bytes.", code: FETCH },
  C03: {
    sign: "The handler finds a ready object in `request.body`; removing the parser from the route mends it.",
    code: NEXT_PAGES,
  },
  C04: {
    sign: "Events with `application/json` pass; those with `application/fhir+json` or `application/cloudevents+json` fail.",
    code: EXPRESS,
  },
  C05: { sign: 'The body begins with `eyJ` (base64 of `{"`) instead of `{`.', code: LAMBDA },
  C06: {
    sign: "The body is one or two bytes longer or shorter than Content-Length, often after an editor, `echo`, axios or a trim.",
  },
  C07: {
    sign: "The body begins with the bytes 1F 8B, or Content-Encoding names a compression that is gone.",
  },
  C08: {
    sign: "Only events with letters beyond ASCII fail; the body holds U+FFFD, `Ã©` for `é`, or question marks.",
  },
  C09: {
    sign: "Only events with accents fail, and only those from some keyboards or systems (macOS writes NFD).",
  },
  C10: { sign: 'The body begins with a quote and holds `\\"` before every name.' },
  C11: {
    sign: "The content type is `application/x-www-form-urlencoded` and the body begins with `payload=`.",
  },
  C12: { sign: "Every event of one environment, endpoint or caller fails; all others pass." },
  C13: {
    sign: "Every event fails from the first day on, and the secret begins with `sk_`, `pk_` or `api_`, or equals a header of the request.",
  },
  C14: { sign: "Every event fails, and the secret's length is one or two more than the sender shows." },
  C15: {
    sign: "Every event fails, and the secret consists of hex digits or base64, or begins with a prefix such as `whsec_`.",
    code: KEY_ENCODING,
  },
  C16: { sign: "Every event fails in a hand-written signer; the documentation speaks of a hashed secret." },
  C17: {
    sign: "The header has 64 characters where 44 are expected, or the reverse, or capitals among its hex digits.",
  },
  C18: {
    sign: "The header begins with text such as `sha256=` that the scheme lacks, or lacks text that it has.",
  },
  C19: {
    sign: "Events fail only while a secret is being rotated; the header holds a comma, a blank or a semicolon.",
  },
  C20: { sign: "The signature has 40, 96 or 128 hex digits where 64 are expected, or the reverse." },
  C21: {
    sign: "Every event fails though secret and body are right; the documentation shows a separator or a timestamp.",
  },
  C22: {
    sign: "Every event fails, and a program on the way parses the timestamp, for example into a `Date`.",
  },
  C23: { sign: "Events are refused as malformed or as decades old; the timestamp has 10, 13 or 16 digits." },
  C24: {
    sign: "Events are refused as stale or from the future by about the same number of seconds each time.",
  },
  C25: {
    sign: "The first try passes and later ones are refused as stale, or only replayed requests are refused.",
  },
  C26: {
    sign: "Every event fails behind a proxy and passes without it; the framework shows `http:` or an internal host.",
    code: PUBLIC_URL,
  },
  C27: { sign: "Only events with blanks or one of `! * ' ( ) ~` fail." },
  C28: { sign: "The access log shows a 301, 302 or 308 before the request, or a GET without a body." },
  C29: {
    sign: "The refusal is `missing_header`; the header is there under another name, or a proxy drops underscores.",
  },
  C30: {
    sign: "The refusal is `repeated_header`, or the value holds the same text twice with a comma between.",
  },
  C31: { sign: "Events pass when they are sent to the origin directly, and fail through the proxy." },
  C32: { sign: "Events fail only on the developer's machine, through the tunnel." },
  C33: { sign: "The headers are those of another sender or product; two sources have exchanged URLs." },
  C34: { sign: "The sender documents a public key, such as Ed25519 or ECDSA." },
  C35: {
    sign: "The request has a `Content-Digest` or `Digest` header, and the documentation says that it is signed.",
  },
  C36: { sign: "The event id was seen before; the first delivery was accepted." },
  C37: { sign: "Only the sender's test button fails; real events pass." },
  C38: {
    sign: "Only large events fail, and the body ends in the middle of a value, often at 100 kB or 1 MB.",
  },
  C39: { sign: "A hand-written check throws a RangeError, answers 500, or fails on capitals." },
};
