import { describe, expect, test } from "vitest";
import {
  CountersignError,
  createResponseVerifier,
  createSigner,
  createVerifier,
  type HeadersInput,
  type Scheme,
  type Verdict,
  type Verifier,
} from "../../src/index.ts";
import { schemes } from "../../src/schemes/index.ts";
import { bodyOf, readVectors, schemeIdOf, type Vector } from "../../../../vectors/read-vectors.ts";

const vectors = (["vendors.json", "pitfalls.json"] as const).flatMap((file) =>
  readVectors(file).map((vector) => ({ vector, name: `${file} ${vector.vendor} ${vector.name}` })),
);
const accepted = vectors.filter(({ vector }) => vector.expect === "accept");

function schemeOf(vector: Vector): Scheme {
  const id = schemeIdOf(vector);
  const scheme = schemes[id];
  if (scheme === undefined) throw new Error(`no scheme ${id}`);
  return scheme;
}

function signatureHeader({ proof }: Scheme): string {
  return proof.kind === "mac" ? proof.signature.header : proof.header;
}

function optionsOf(vector: Vector, scheme: Scheme) {
  const isUrlSigned = scheme.id === "honeybee";
  return {
    method: vector.method,
    ...(isUrlSigned && { publicUrl: vector.url }),
    ...(vector.keyEncoding !== undefined && { keyEncoding: vector.keyEncoding }),
    now: () => vector.nowMs ?? 0,
  };
}

function apiKeyOf(vector: Vector, scheme: Scheme): string {
  return vector.headers[scheme.caller?.header ?? ""] ?? "";
}

function keysOf(vector: Vector): { secret: string }[] {
  return vector.secrets.map((secret) => ({ secret }));
}

function signsId({ proof }: Scheme): boolean {
  return proof.kind === "mac" && proof.message.parts.some(({ part }) => part === "id");
}

/** Blanks in a list are the sender's taste. */
function withoutBlanksInLists(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(", ", ",")]),
  );
}

function verifierOf(vector: Vector, scheme: Scheme): Verifier {
  const options = optionsOf(vector, scheme);
  const keys = keysOf(vector);
  if (scheme.caller === undefined) return createVerifier(scheme, { ...options, keys });
  const caller = { id: "caller", organization: "clinic", apiKey: apiKeyOf(vector, scheme), keys };
  return createVerifier(scheme, { ...options, callers: [caller] });
}

/** The verdict, or undefined where the secrets are refused by the constructor. */
function verdictOn(vector: Vector, headers: HeadersInput): Verdict | undefined {
  try {
    const verifier = verifierOf(vector, schemeOf(vector));
    return verifier.verify({ method: vector.method, url: vector.url, headers, body: bodyOf(vector) });
  } catch (error) {
    if (error instanceof CountersignError && error.code.startsWith("secret_")) return undefined;
    throw error;
  }
}

describe("every vector gets the verdict it expects", () => {
  test.each(vectors)("$name", ({ vector }) => {
    const verdict = verdictOn(vector, vector.headers);
    expect(verdict?.ok ?? false).toBe(vector.expect === "accept");
    const code = verdict?.ok === false ? verdict.code : undefined;
    expect(code).toBe(vector.code ?? code);
  });
});

describe("every good vector is accepted from Node's raw headers and from a Headers object", () => {
  test.each(accepted)("$name", ({ vector }) => {
    const raw = Object.entries(vector.headers).flat();
    expect(verdictOn(vector, raw)?.ok).toBe(true);
    expect(verdictOn(vector, new Headers({ ...vector.headers }))?.ok).toBe(true);
  });
});

describe("every good vector is signed to the same headers", () => {
  test.each(accepted.filter(({ vector }) => vector.resign !== false))("$name", ({ vector }) => {
    const scheme = schemeOf(vector);
    const signer = createSigner(scheme, {
      ...optionsOf(vector, scheme),
      keys: keysOf(vector),
      ...(scheme.caller !== undefined && { apiKey: apiKeyOf(vector, scheme) }),
    });
    const { method, url, headers } = vector;
    const signed = signer.sign({ method, url, headers, body: bodyOf(vector) });
    expect(Object.keys(signed)).toContain(signatureHeader(scheme));
    expect(withoutBlanksInLists(headers)).toMatchObject(signed);
  });
});

describe("a good vector of several secrets is accepted with any one of them", () => {
  test.each(accepted.filter(({ vector }) => vector.secrets.length > 1))("$name", ({ vector }) => {
    for (const secret of vector.secrets) {
      expect(verdictOn({ ...vector, secrets: [secret] }, vector.headers)?.ok).toBe(true);
    }
  });
});

describe("a good vector without an event id is told apart by exactly the bytes that were signed", () => {
  const unnamed = accepted.filter(
    ({ vector }) => vector.signedSha256 !== undefined && !signsId(schemeOf(vector)),
  );
  test.each(unnamed)("$name", ({ vector }) => {
    const scheme: Scheme = { ...schemeOf(vector), event: { type: { default: "any" } } };
    const verdict = verifierOf(vector, scheme).verifyOrThrow({
      headers: vector.headers,
      body: bodyOf(vector),
    });
    expect(verdict.dedupeKey).toBe(vector.signedSha256);
  });
});

describe("every wrong value that is known for a vector is refused", () => {
  const mistaken = vectors.flatMap(({ vector, name }) =>
    Object.entries(vector.disagree ?? {})
      .filter(([, value]) => !value.startsWith("ERROR"))
      .map(([label, value]) => ({ vector, value, name: `${name}: ${label}` })),
  );
  test.each(mistaken)("$name", ({ vector, value }) => {
    const verdict = verdictOn(vector, { ...vector.headers, [signatureHeader(schemeOf(vector))]: value });
    expect(verdict?.ok ?? false).toBe(false);
  });
});

test("every built-in scheme has vectors", () => {
  const covered = new Set(accepted.map(({ vector }) => schemeOf(vector).id));
  expect([...covered].toSorted()).toEqual(Object.keys(schemes).toSorted());
});

test("Honeybee's responses are verified with the call's method and URL", () => {
  const responses = accepted.filter(({ vector }) => schemeOf(vector) === schemes["honeybee"]);
  expect(responses.some(({ vector }) => vector.name === "api-response")).toBe(true);
  for (const { vector } of responses) {
    const verifier = createResponseVerifier(schemeOf(vector), { keys: keysOf(vector) });
    const { method, url, headers } = vector;
    const body = bodyOf(vector);
    expect(verifier.verify({ call: { method, url }, headers, body }).ok).toBe(true);
    expect(verifier.verify({ call: { method, url: `${url}x` }, headers, body }).ok).toBe(false);
    expect(verifier.verify({ call: { method: "PATCH", url }, headers, body }).ok).toBe(false);
  }
});
