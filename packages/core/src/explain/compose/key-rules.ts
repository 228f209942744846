import { macKeyBytes } from "../../keys/mac-key.ts";
import type { KeyRule, MacProof } from "../../scheme.ts";
import { equalBytes } from "../equal-bytes.ts";
import type { KnownSecret } from "../explanation.ts";

/** A prefix such as `whsec_` or `sk_live_`. */
const PREFIX = /^(?:[a-z]{2,10}_){1,2}(?=.)/;
const ENCODINGS = ["utf8", "hex", "base64"] as const;
const DERIVATIONS: readonly Pick<KeyRule, "derive">[] = [{}, { derive: ["sha256-hex"] }];

/** A key that a secret may stand for, and the words of the scheme language for how. */
export interface RuledKey {
  readonly secret: KnownSecret;
  readonly rule: KeyRule;
  readonly bytes: Uint8Array;
}

/**
 * Every key that the scheme language can make of a secret.
 *
 * @param secret The secret.
 * @param proof Its own rule comes first.
 */
export function ruledKeys(secret: KnownSecret, proof: MacProof): readonly RuledKey[] {
  const [prefix] = PREFIX.exec(secret.secret) ?? [];
  const prefixes: readonly Pick<KeyRule, "stripPrefix">[] =
    prefix === undefined ? [{}] : [{}, { stripPrefix: prefix }];
  const rules: readonly KeyRule[] = [
    proof.key,
    ...DERIVATIONS.flatMap((derivation) =>
      ENCODINGS.flatMap((encoding) => prefixes.map((each) => ({ encoding, ...each, ...derivation }))),
    ),
  ];
  return rules.flatMap((rule) => {
    const bytes = keyBytes(secret.secret, { ...proof, key: rule });
    return bytes === undefined ? [] : [{ secret, rule, bytes }];
  });
}

/** How one of the secrets becomes this key: the first way that the language has words for. */
export function ruleOfKey(
  key: Uint8Array,
  secrets: readonly KnownSecret[],
  proof: MacProof,
): RuledKey | undefined {
  return secrets.flatMap((each) => ruledKeys(each, proof)).find(({ bytes }) => equalBytes(bytes, key));
}

function keyBytes(secret: string, proof: MacProof): Uint8Array | undefined {
  try {
    return macKeyBytes(secret, proof, undefined);
  } catch {
    return undefined; // Not in this encoding.
  }
}
