import { signsUrl } from "countersign";
import type { MacProof } from "countersign";
import { randomBytes } from "node:crypto";
import { CommandError } from "../command-error.ts";
import { signedRequest } from "./signed-request.ts";
import type { SignedRequest, SigningInput } from "./signed-request.ts";
import { signingWindowMs } from "./signing-window.ts";
import { tamperedRequest } from "./tampered-request.ts";

/** One thing that goes wrong between a sender and a receiver, or that a forger tries. */
export interface Tamper {
  readonly summary: string;
  /** A right receiver accepts it all the same. Default: it refuses. */
  readonly isHarmless?: true;
  /**
   * The request, signed and then tampered with, or signed in another way than agreed.
   *
   * @throws CommandError `tamper_not_applicable` where the scheme or the body has nothing of the kind.
   */
  readonly apply: (input: SigningInput) => SignedRequest;
}

/** As long as the digest of a MAC, and hex, which any scheme takes for a secret. */
const OTHER_SECRET_BYTES = 32;
const SECOND_MS = 1000;
/** So far beyond the window that no clock's error brings it back. */
const WINDOWS_TOO_LATE = 3;
const PRETTY_INDENT = 2;

/** Every kind of tampering, by the name that `--tamper` takes. */
export const tampers: Readonly<Record<string, Tamper>> = {
  body: {
    summary: "one bit of the body changed after signing",
    apply: (input) => {
      const request = signedRequest(bodySigned(input));
      if (request.body.length === 0) throw notApplicable("the body is empty");
      return tamperedRequest(request);
    },
  },
  secret: {
    summary: "signed with another secret",
    apply: (input) => {
      const keys = [{ secret: randomBytes(OTHER_SECRET_BYTES).toString("hex") }];
      return signedRequest({ ...input, signer: { ...input.signer, keys } });
    },
  },
  timestamp: {
    summary: "the time moved by a second after signing",
    apply: (input) => {
      const header = timestampHeader(input);
      const earlier = signedRequest(atAge(input, SECOND_MS)).headers[header] ?? "";
      const request = signedRequest(input);
      return { ...request, headers: { ...request.headers, [header]: earlier } };
    },
  },
  stale: {
    summary: "rightly signed, too long ago",
    apply: (input) => {
      timestampHeader(input);
      return signedRequest(atAge(input, WINDOWS_TOO_LATE * (signingWindowMs(input.scheme) ?? 0)));
    },
  },
  reserialize: {
    summary: "the body parsed and written again as JSON, as middleware does",
    apply: (input) => {
      const request = signedRequest(bodySigned(input));
      return { ...request, body: rewritten(request.body) };
    },
  },
  newline: {
    summary: "a line end added to the body, as editors do",
    apply: (input) => {
      const request = signedRequest(bodySigned(input));
      return { ...request, body: Buffer.concat([request.body, Buffer.from("\n")]) };
    },
  },
  url: {
    summary: "signed for another URL, as behind a proxy",
    apply: (input) => {
      const { publicUrl } = input.signer;
      if (!signsUrl(input.scheme) || publicUrl === undefined) throw notApplicable("the scheme signs no URL");
      return signedRequest({ ...input, signer: { ...input.signer, publicUrl: `${publicUrl}/` } });
    },
  },
  encoding: {
    summary: "the signature written in base64 instead of hex, or the other way round",
    apply: (input) => {
      const proof = macProof(input);
      const encoding = proof.signature.encoding === "base64" ? "hex" : "base64";
      const other: MacProof = { ...proof, signature: { ...proof.signature, encoding } };
      return signedRequest({ ...input, scheme: { ...input.scheme, proof: other } });
    },
  },
  "header-case": {
    summary: "header names in capitals, which mean the same",
    isHarmless: true,
    apply: (input) => {
      const request = signedRequest(input);
      const headers = Object.entries(request.headers).map(([name, value]) => [name.toUpperCase(), value]);
      return { ...request, headers: Object.fromEntries(headers) as Record<string, string> };
    },
  },
};

/** The input, where the scheme's proof covers the body. */
function bodySigned(input: SigningInput): SigningInput {
  macProof(input);
  return input;
}

function macProof({ scheme: { proof } }: SigningInput): MacProof {
  if (proof.kind === "mac") return proof;
  throw notApplicable("the scheme signs nothing: its secret header proves nothing about the body");
}

function timestampHeader(input: SigningInput): string {
  for (const part of macProof(input).message.parts) if (part.part === "timestamp") return part.header;
  throw notApplicable("the scheme signs no time");
}

function atAge(input: SigningInput, ageMs: number): SigningInput {
  const now = input.signer.now ?? Date.now;
  return { ...input, signer: { ...input.signer, now: () => now() - ageMs } };
}

/** Indented JSON, or compact JSON where the body was indented already. */
function rewritten(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body);
  const others = [PRETTY_INDENT, 0].map((indent) =>
    Buffer.from(JSON.stringify(parsed(bytes), undefined, indent)),
  );
  const other = others.find((each) => !each.equals(bytes));
  if (other === undefined) throw notApplicable("the body's JSON can be written in one way only");
  return other;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw notApplicable("the body is not JSON");
  }
}

function notApplicable(reason: string): CommandError {
  return new CommandError("tamper_not_applicable", reason);
}
