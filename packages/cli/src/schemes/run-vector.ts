import { callerHeader, CountersignError, createVerifier, signsUrl } from "countersign";
import type { Scheme } from "countersign";
import type { Vector } from "./read-vectors.ts";

/** What came of one vector. */
export interface VectorOutcome {
  readonly name: string;
  readonly isRight: boolean;
  readonly expected: string;
  /** `accept`, a verdict's code, or the code by which the library refused the configuration. */
  readonly found: string;
}

/** Verifies one vector's request and compares the verdict with what is expected. */
export function runVector(scheme: Scheme, vector: Vector): VectorOutcome {
  const found = verdictOf(scheme, vector);
  const isAccepted = found === "accept";
  const isRight =
    isAccepted === (vector.expect === "accept") && (vector.code === undefined || vector.code === found);
  return { name: vector.name, isRight, expected: vector.code ?? vector.expect, found };
}

function verdictOf(scheme: Scheme, vector: Vector): string {
  try {
    const verifier = createVerifier(scheme, {
      ...whoSigns(scheme, vector),
      method: vector.method,
      keyEncoding: vector.keyEncoding,
      ...(signsUrl(scheme) && { publicUrl: vector.url }),
      ...(vector.nowMs !== undefined && { now: (): number => vector.nowMs ?? 0 }),
    });
    const verdict = verifier.verify(vector);
    return verdict.ok ? "accept" : verdict.code;
  } catch (error) {
    if (error instanceof CountersignError) return error.code;
    throw error;
  }
}

function whoSigns(scheme: Scheme, { headers, secrets }: Vector): Parameters<typeof createVerifier>[1] {
  const keys = secrets.map((secret) => ({ secret }));
  const header = callerHeader(scheme)?.toLowerCase();
  if (header === undefined) return { keys };
  // A vector is about the signature: whatever API key it carries is the caller's.
  const apiKey = Object.entries(headers).find(([name]) => name.toLowerCase() === header)?.[1] ?? "absent";
  return { callers: [{ id: "caller", organization: "vectors", apiKey, keys }] };
}
