import type { HmacKey } from "../mac/hmac-key.ts";
import type { KeyEncoding, Scheme } from "../scheme.ts";
import { MacProofCheck } from "./mac-proof-check.ts";
import type { VariableParts } from "./message-plan.ts";
import type { ProofCheck } from "./proof-check.ts";
import { SecretHeaderCheck } from "./secret-header-check.ts";

/** A key of some proof; which one is the proof check's own business. */
export type ProofKey = HmacKey | Uint8Array;

/**
 * The check for a scheme's kind of proof.
 *
 * @param scheme The scheme.
 * @param keyEncoding Replaces the scheme's key encoding.
 * @param known Signed parts that are configured, as byte strings.
 */
export function createProofCheck(
  scheme: Scheme,
  keyEncoding: KeyEncoding | undefined,
  known: Partial<VariableParts>,
): ProofCheck<ProofKey> {
  const { proof } = scheme;
  // A check is only ever given keys that it made itself, so the kinds of key never mix.
  if (proof.kind === "mac") return new MacProofCheck(scheme, proof, { keyEncoding, known });
  return new SecretHeaderCheck(proof);
}
