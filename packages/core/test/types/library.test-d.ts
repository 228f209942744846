// Checked by the compiler through the package's public name; nothing here runs.
import type { IncomingMessage } from "node:http";
import { createResponseVerifier, createSigner, createVerifier, type Scheme, type Verdict } from "countersign";
import { nabla } from "countersign/schemes/nabla";

const keys = [{ secret: "a secret" }];
const verifier = createVerifier(nabla, { keys });
const verdict: Verdict = verifier.verify({
  method: "POST",
  url: "/",
  headers: new Headers(),
  body: new Uint8Array(),
});

if (verdict.ok) {
  const all: [string, string | undefined, string | undefined, number | undefined, string] = [
    verdict.keyId,
    verdict.eventId,
    verdict.callerId,
    verdict.signedAt,
    verdict.dedupeKey,
  ];
  void all;
  // @ts-expect-error -- an acceptance has no code
  void verdict.code;
} else {
  const status: number = verdict.status;
  void status;
  // @ts-expect-error -- a refusal names no key
  void verdict.keyId;
  // @ts-expect-error -- the codes are a closed set
  void (verdict.code === "bad_signature");
}

// @ts-expect-error -- a verdict cannot be read without asking whether it is ok
void verdict.keyId;

// Node's headers and raw headers, and fetch's, all fit.
declare const incoming: IncomingMessage;
verifier.verify({ method: incoming.method, headers: incoming.headers, body: "" });
verifier.verify({ headers: incoming.rawHeaders, body: Buffer.from("") });

// @ts-expect-error -- a parsed body is no body
verifier.verify({ headers: {}, body: { id: 1 } });
// @ts-expect-error -- the body is needed
verifier.verify({ headers: {} });
// @ts-expect-error -- a secret is text
createVerifier(nabla, { keys: [{ secret: 1 }] });
// @ts-expect-error -- a misspelt option
createVerifier(nabla, { keys, tolerance: 1 });
// @ts-expect-error -- a signer needs keys
createSigner(nabla, {});
// @ts-expect-error -- a response is verified with its call
createResponseVerifier(nabla, { keys }).verify({ headers: {}, body: "" });
// @ts-expect-error -- schemes cannot be changed
nabla.id = "other";

const headers: Record<string, string> = createSigner(nabla, { keys, now: () => 0 }).sign({ body: "" });
void headers;
const scheme: Scheme = nabla;
void scheme;
