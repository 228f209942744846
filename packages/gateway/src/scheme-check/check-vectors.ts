import { CountersignError, callerHeader, createVerifier, signsUrl } from "countersign";
import type { Scheme, VerifierOptions } from "countersign";
import type { SchemeCase } from "./scheme-case.ts";
import { vectorBody } from "./scheme-vector.ts";
import type { SchemeVector } from "./scheme-vector.ts";

/** Judges requests by a scheme, each with the verdict that it is known to have. */
export function checkVectors(scheme: Scheme, vectors: readonly SchemeVector[]): readonly SchemeCase[] {
  return vectors.map((vector) => {
    const expected = vector.expect === "accept" ? "accept" : (vector.code ?? "refuse");
    const found = verdictOn(scheme, vector);
    const isRight = expected === "refuse" ? found !== "accept" : found === expected;
    return { kind: "vector", name: vector.name, isRight, expected, found };
  });
}

function verdictOn(scheme: Scheme, vector: SchemeVector): string {
  const { method, url, headers } = vector;
  try {
    const verifier = createVerifier(scheme, optionsFor(scheme, vector));
    const verdict = verifier.verify({ method, url, headers, body: vectorBody(vector) });
    return verdict.ok ? "accept" : verdict.code;
  } catch (error) {
    // Such as a secret that is no secret of this scheme.
    if (error instanceof CountersignError) return error.code;
    throw error;
  }
}

function optionsFor(scheme: Scheme, vector: SchemeVector): VerifierOptions {
  const { method, url, headers, secrets, keyEncoding, nowMs = 0 } = vector;
  const keys = secrets.map((secret) => ({ secret }));
  const header = callerHeader(scheme);
  const caller = { id: "caller", organization: "test", apiKey: headers[header ?? ""] ?? "", keys };
  return {
    ...(header === undefined ? { keys } : { callers: [caller] }),
    ...(signsUrl(scheme) && { publicUrl: url }),
    ...(keyEncoding !== undefined && { keyEncoding }),
    method,
    now: () => nowMs,
  };
}
