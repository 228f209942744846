import { CountersignError, callerHeader, createSigner, createVerifier, signsUrl } from "countersign";
import type { Scheme, VerifierOptions, WebhookKey } from "countersign";
import { schemeHeaderNames } from "../deliver/scheme-header-names.ts";
import { fittingSecret } from "./fitting-secret.ts";
import type { SchemeCase } from "./scheme-case.ts";

interface CheckedRequest {
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly method: string;
}

interface Attempted {
  readonly name: string;
  readonly expected: string;
  readonly change?: (request: CheckedRequest) => CheckedRequest;
  readonly options?: Partial<VerifierOptions>;
}

/** Any moment will do. */
const NOW_MS = Date.UTC(2026, 0, 5, 12, 0, 0);
const DAY_MS = 24 * 60 * 60_000;
const URL_SIGNED = "https://hooks.example.org/in/northside/test?a=1&b=2";
const API_KEY = "the API key of the test";
const BODY = Buffer.from('{"id":"test-1","type":"test.created","data":{"text":"é / \\u00e9"}}\n');

/**
 * Tries a scheme: a request that is signed by it has to pass, and the same has to be refused once any part that proves
 * something is changed, missing, doubled or too old. Nothing is sent or stored; the keys are made up.
 */
export function checkScheme(scheme: Scheme): readonly SchemeCase[] {
  let signed: CheckedRequest;
  try {
    signed = signedRequest(scheme);
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    const found = error.code;
    return [{ kind: "made_up", name: "signs a request", isRight: false, expected: "headers", found }];
  }
  return attemptsFor(scheme).map(({ name, expected, change = (same) => same, options = {} }) => {
    const found = verdictOn(scheme, change(signed), options);
    const isRight = expected === "refuse" ? found !== "accept" : found === expected;
    return { kind: "made_up", name, isRight, expected, found };
  });
}

function attemptsFor(scheme: Scheme): readonly Attempted[] {
  const { proof } = scheme;
  const headers = [...new Set(schemeHeaderNames(scheme))];
  const timed = proof.kind === "mac" && proof.message.parts.some(({ part }) => part === "timestamp");
  const ofBody: readonly Attempted[] =
    proof.kind === "mac"
      ? [
          { name: "one bit of the body is changed", expected: "no_match", change: withChangedBody },
          { name: "a line end is added to the body", expected: "no_match", change: withLineEnd },
        ]
      : [];
  return [
    { name: "a request that is signed by it", expected: "accept" },
    { name: "its headers are written in capitals", expected: "accept", change: withCapitals },
    ...ofBody,
    { name: "it is signed with another secret", expected: "no_match", options: withKeys(scheme, 2) },
    ...(signsUrl(scheme)
      ? [
          {
            name: "it is signed for another URL",
            expected: "no_match",
            options: { publicUrl: `${URL_SIGNED}&c=3` },
          },
        ]
      : []),
    ...headers.map((name) => ({
      name: `the header ${name} is missing`,
      expected: "refuse",
      change: (request: CheckedRequest) => withHeader(request, name, () => []),
    })),
    ...headers.map((name) => ({
      name: `the header ${name} is there twice`,
      expected: "repeated_header",
      change: (request: CheckedRequest) => withHeader(request, name, (value) => [value, value]),
    })),
    ...headers.map((name) => ({
      name: `the header ${name} has lost its last character`,
      expected: "refuse",
      change: (request: CheckedRequest) => withHeader(request, name, (value) => [value.slice(0, -1)]),
    })),
    ...(timed
      ? [
          { name: "it is a day old", expected: "stale", options: { now: () => NOW_MS + DAY_MS + 1000 } },
          {
            name: "it is of tomorrow",
            expected: "from_the_future",
            options: { now: () => NOW_MS - DAY_MS - 1000 },
          },
        ]
      : []),
  ];
}

function signedRequest(scheme: Scheme): CheckedRequest {
  const signer = createSigner(scheme, {
    keys: keysOf(scheme, 1),
    ...(callerHeader(scheme) !== undefined && { apiKey: API_KEY }),
    ...(signsUrl(scheme) && { publicUrl: URL_SIGNED }),
    now: () => NOW_MS,
  });
  const headers = signer.sign({ id: "test-1", body: BODY });
  return { headers: Object.entries(headers).flat(), body: BODY, method: "POST" };
}

function verdictOn(scheme: Scheme, request: CheckedRequest, options: Partial<VerifierOptions>): string {
  try {
    const verifier = createVerifier(scheme, {
      ...withKeys(scheme, 1),
      ...(signsUrl(scheme) && { publicUrl: URL_SIGNED }),
      now: () => NOW_MS,
      ...options,
    });
    const verdict = verifier.verify(request);
    return verdict.ok ? "accept" : verdict.code;
  } catch (error) {
    if (error instanceof CountersignError) return error.code;
    throw error;
  }
}

function keysOf(scheme: Scheme, number: number): readonly WebhookKey[] {
  return [{ secret: fittingSecret(scheme, number) }];
}

function withKeys(scheme: Scheme, number: number): Partial<VerifierOptions> {
  const keys = keysOf(scheme, number);
  if (callerHeader(scheme) === undefined) return { keys };
  return { callers: [{ id: "caller", organization: "test", apiKey: API_KEY, keys }] };
}

function withChangedBody(request: CheckedRequest): CheckedRequest {
  const body = Uint8Array.from(request.body);
  body[1] = (body[1] ?? 0) ^ 1;
  return { ...request, body };
}

function withLineEnd(request: CheckedRequest): CheckedRequest {
  return { ...request, body: Buffer.concat([request.body, Buffer.from("\n")]) };
}

function withCapitals(request: CheckedRequest): CheckedRequest {
  const headers = request.headers.map((text, index) => (index % 2 === 0 ? text.toUpperCase() : text));
  return { ...request, headers };
}

/** The request with other values of one header. */
function withHeader(
  request: CheckedRequest,
  name: string,
  valuesFor: (value: string) => readonly string[],
): CheckedRequest {
  const headers = request.headers.flatMap((text, index, all) => {
    if (index % 2 === 1) return [];
    const value = all[index + 1] ?? "";
    if (text.toLowerCase() !== name.toLowerCase()) return [text, value];
    return valuesFor(value).flatMap((each) => [text, each]);
  });
  return { ...request, headers };
}
