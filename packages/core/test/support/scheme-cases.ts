import {
  type Caller,
  createSigner,
  createVerifier,
  type HeadersInput,
  type Scheme,
  type SigningRequest,
  type Verdict,
  type Verifier,
  type VerifierOptions,
  type WebhookKey,
} from "../../src/index.ts";
import { schemes } from "../../src/schemes/index.ts";

/** The fake clock's present: 2026-11-22T12:00:00.250Z. */
export const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 0, 250);

/** How the suite that runs over all schemes plays one of them. */
export interface SchemeCase {
  readonly scheme: Scheme;
  /** A good secret. */
  readonly secret: string;
  /** Another good secret. */
  readonly otherSecret: string;
  /** How the secret's text holds the key's bits. */
  readonly secretForm: "text" | "hex" | "whsec_base64";
  /** Each header that verification reads, in lower case. */
  readonly headers: readonly string[];
  readonly signatureHeader: string;
  readonly timestampHeader?: string;
  /** The window of the scheme, and the grain of its timestamps, in milliseconds. */
  readonly toleranceMs?: number;
  readonly grainMs?: number;
  readonly callerHeader?: string;
  /** What verifier and signer need beside keys. */
  readonly options?: { readonly publicUrl: string };
  /** What signing needs beside a body. */
  readonly signing?: Partial<SigningRequest>;
  /** False for a secret header, which says nothing about the body. */
  readonly coversBody: boolean;
  /** Whether bit 0x20 of a letter in the signature may be flipped: hex in either case. */
  readonly ignoresLetterCase?: true;
  /** A body with an event id and type, and what they are. */
  readonly event: { readonly body: string; readonly id?: string; readonly type: string };
  readonly refusedStatus: 401 | 403;
}

const publicUrl = "https://hooks.example.com/in/clinic/rx?a=1";
const event = { body: '{"id":"e-1","type":"t.x"}', id: "e-1", type: "t.x" };

/** Every scheme. The suite fails when a built-in scheme is missing. */
export const schemeCases: readonly SchemeCase[] = [
  {
    scheme: get("insight-health"),
    secret: "insight signing key",
    otherSecret: "another signing key",
    secretForm: "text",
    headers: ["x-api-key", "x-webhook-signature"],
    signatureHeader: "x-webhook-signature",
    callerHeader: "x-api-key",
    coversBody: true,
    event: { body: '{"summary_id":"s-1"}', id: "s-1", type: "notes.push" },
    refusedStatus: 401,
  },
  {
    scheme: get("nabla"),
    secret: "nabla secret",
    otherSecret: "nabla older secret",
    secretForm: "text",
    headers: ["x-nabla-webhook-timestamp", "x-nabla-webhook-signature"],
    signatureHeader: "x-nabla-webhook-signature",
    timestampHeader: "x-nabla-webhook-timestamp",
    toleranceMs: 60_000,
    grainMs: 1,
    coversBody: true,
    event,
    refusedStatus: 401,
  },
  {
    scheme: get("nabla-connect"),
    secret: "connect secret",
    otherSecret: "connect older secret",
    secretForm: "text",
    headers: ["x-nabla-connect-timestamp", "x-nabla-connect-signature"],
    signatureHeader: "x-nabla-connect-signature",
    timestampHeader: "x-nabla-connect-timestamp",
    toleranceMs: 60_000,
    grainMs: 1,
    coversBody: true,
    event: { body: '{"request_uuid":"r-1","type":"NOTE_EXPORT"}', id: "r-1", type: "NOTE_EXPORT" },
    refusedStatus: 401,
  },
  {
    scheme: get("suki"),
    secret: "suki secret",
    otherSecret: "suki older secret",
    secretForm: "text",
    headers: ["generated-at", "x-api-key"],
    signatureHeader: "x-api-key",
    timestampHeader: "generated-at",
    toleranceMs: 300_000,
    grainMs: 1,
    coversBody: true,
    ignoresLetterCase: true,
    event: { body: '{"status":"success","session_id":"s"}', type: "success" },
    refusedStatus: 401,
  },
  {
    scheme: get("honeybee"),
    secret: "honeybee client secret",
    otherSecret: "another client secret",
    secretForm: "text",
    headers: ["x-honeybee-signature"],
    signatureHeader: "x-honeybee-signature",
    options: { publicUrl },
    coversBody: true,
    event: { body: '{"event_id":"e-1","event_type":"RX_RECEIVED"}', id: "e-1", type: "RX_RECEIVED" },
    refusedStatus: 401,
  },
  {
    scheme: get("honeybee-secret"),
    secret: "partner-defined-secret-123",
    otherSecret: "partner-defined-secret-456",
    secretForm: "text",
    headers: ["x-honeybee-secret"],
    signatureHeader: "x-honeybee-secret",
    coversBody: false,
    event: { body: '{"event_id":"e-1","event_type":"RX_RECEIVED"}', id: "e-1", type: "RX_RECEIVED" },
    refusedStatus: 401,
  },
  {
    scheme: get("zentact"),
    secret: "00112233445566778899aabbccddeeff",
    otherSecret: "ffeeddccbbaa99887766554433221100",
    secretForm: "hex",
    headers: ["x-hmac-signature"],
    signatureHeader: "x-hmac-signature",
    coversBody: true,
    event: { body: '{"type":"MERCHANT","createdAt":1697339819}', type: "MERCHANT" },
    refusedStatus: 403,
  },
  {
    scheme: get("standard-webhooks"),
    secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    otherSecret: "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
    secretForm: "whsec_base64",
    headers: ["webhook-id", "webhook-timestamp", "webhook-signature"],
    signatureHeader: "webhook-signature",
    timestampHeader: "webhook-timestamp",
    toleranceMs: 300_000,
    grainMs: 1000,
    signing: { id: "msg_1" },
    coversBody: true,
    event: { body: '{"type":"contact.created"}', id: "msg_1", type: "contact.created" },
    refusedStatus: 401,
  },
];

export const API_KEY = "clinic-api-key";

/** The case of one scheme. */
export function caseOf(id: string): SchemeCase {
  const found = schemeCases.find(({ scheme }) => scheme.id === id);
  if (found === undefined) throw new Error(`there is no case for ${id}`);
  return found;
}

/** A caller of the suite's clinic. */
export function callerWith(keys: readonly WebhookKey[]): Caller {
  return { id: "clinic-a", organization: "northside", apiKey: API_KEY, keys };
}

/** A verifier of the case's scheme with these keys, at the fake present unless said otherwise. */
export function verifierFor(
  { scheme, options, callerHeader }: SchemeCase,
  keys: readonly WebhookKey[],
  extra: VerifierOptions = {},
): Verifier {
  const who = callerHeader === undefined ? { keys } : { callers: [callerWith(keys)] };
  return createVerifier(scheme, { now: () => NOW_MS, ...options, ...who, ...extra });
}

/** Good headers for a body, in lower case, signed at `nowMs` with these keys. */
export function signedHeaders(
  { scheme, options, callerHeader, signing }: SchemeCase,
  body: Uint8Array | string,
  { keys, nowMs = NOW_MS }: { readonly keys: readonly WebhookKey[]; readonly nowMs?: number },
): Record<string, string> {
  const apiKey = callerHeader === undefined ? {} : { apiKey: API_KEY };
  const signed = createSigner(scheme, { keys, now: () => nowMs, ...options, ...apiKey }).sign({
    ...signing,
    body,
  });
  return Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The verdict of the case's verifier, holding its one secret, on headers and body. */
export function verdictFor(each: SchemeCase, headers: HeadersInput, body: Uint8Array | string): Verdict {
  return verifierFor(each, [{ secret: each.secret }]).verify({ method: "POST", headers, body });
}

/** The case's secret with each bit of its key flipped in turn. */
export function flippedSecrets({ secret, secretForm }: SchemeCase): readonly string[] {
  const base64 = secret.replace("whsec_", "");
  const key = {
    text: Buffer.from(secret),
    hex: Buffer.from(secret, "hex"),
    whsec_base64: Buffer.from(base64, "base64"),
  };
  const bytes = key[secretForm];
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (secretForm === "text") return flipped.toString("latin1");
    return secretForm === "hex" ? flipped.toString("hex") : `whsec_${flipped.toString("base64")}`;
  });
}

/** A refusal's code; "accepted" for an acceptance. */
export function codeOf(verdict: Verdict): string {
  return verdict.ok ? "accepted" : verdict.code;
}

function get(id: string): Scheme {
  const scheme = schemes[id];
  if (scheme === undefined) throw new Error(`there is no scheme ${id}`);
  return scheme;
}
