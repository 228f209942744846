import { macKeyBytes } from "../../keys/mac-key.ts";
import type { KeyEncoding, MacProof } from "../../scheme.ts";
import { equalBytes } from "../equal-bytes.ts";
import type { KnownSecret } from "../explanation.ts";
import type { Deviation, NamedKey } from "../search/hypothesis.ts";
import { type KeyReading, keyReadings } from "./key-readings.ts";
import { secretTexts } from "./secret-texts.ts";

interface KeyRules {
  readonly proof: MacProof;
  readonly keyEncoding: KeyEncoding | undefined;
}

/** The key that the scheme makes of a secret; undefined if the secret is not in the encoding. */
export function declaredKey(
  { name, secret }: KnownSecret,
  { proof, keyEncoding }: KeyRules,
): NamedKey | undefined {
  try {
    return { name, bytes: macKeyBytes(secret, proof, keyEncoding) };
  } catch {
    return undefined;
  }
}

/** The secrets that are known, and how the scheme makes keys of them. */
export interface KeySources extends KeyRules {
  /** The secrets that should have signed. */
  readonly declared: readonly KnownSecret[];
  readonly others: readonly KnownSecret[];
}

/** Keys that differ from the declared ones in one respect. */
export function keyDimension({ declared, others, ...rules }: KeySources): readonly Deviation[] {
  return [
    ...declared.flatMap((each) => respelledKeys(each, rules)),
    ...others.flatMap((each) => otherKeys(each, rules)),
    ...declared.flatMap((each) => readKeys(each, rules)),
  ];
}

/** Keys that differ in two respects; there are many, so they are worked out one secret at a time. */
export function* rareKeyDimension({ declared, others, ...rules }: KeySources): Generator<Deviation> {
  for (const each of declared) yield* respelledAndReadKeys(each, rules);
  for (const each of others) yield* otherReadKeys(each, rules);
}

/** The secret in another spelling, made a key as declared (C14). */
function respelledKeys(known: KnownSecret, rules: KeyRules): readonly Deviation[] {
  const own = declaredKey(known, rules);
  return secretTexts(known.secret).flatMap(({ how, text }) => {
    const key = declaredKey({ name: known.name, secret: text }, rules);
    if (key === undefined || (own !== undefined && equalBytes(own.bytes, key.bytes))) return [];
    return [
      { code: "C14" as const, how: `the secret is taken ${how}`, change: { keys: [key] }, isCommon: true },
    ];
  });
}

/** The secret as it is, made a key in another way (C15, C16). */
function readKeys(known: KnownSecret, rules: KeyRules): readonly Deviation[] {
  return otherReadings(known, rules).map(({ code, how, bytes }) => ({
    code,
    how: `the key is ${how}`,
    change: { keys: [{ name: known.name, bytes }] },
    isCommon: code === "C15",
  }));
}

/** Both at once: the finding speaks of the spelling, in whose proof the other is told. */
function respelledAndReadKeys(known: KnownSecret, rules: KeyRules): readonly Deviation[] {
  return secretTexts(known.secret).flatMap((text) =>
    otherReadings({ name: known.name, secret: text.text }, rules).map(({ how, bytes }) => ({
      code: "C14" as const,
      how: `the secret is taken ${text.how}, and the key is ${how}`,
      change: { keys: [{ name: known.name, bytes }] },
      isCommon: false,
    })),
  );
}

/** The readings of a secret that give another key than the declared one. */
function otherReadings(known: KnownSecret, rules: KeyRules): readonly KeyReading[] {
  const own = declaredKey(known, rules);
  return keyReadings(known.secret, rules.proof).filter(
    ({ bytes }) => own === undefined || !equalBytes(own.bytes, bytes),
  );
}

/** Another secret, made a key as declared (C12). */
function otherKeys(known: KnownSecret, rules: KeyRules): readonly Deviation[] {
  const key = declaredKey(known, rules);
  if (key === undefined) return [];
  return [
    { code: "C12", how: `the key is that of "${known.name}"`, change: { keys: [key] }, isCommon: true },
  ];
}

/** Another secret, made a key in another way (C12). */
function otherReadKeys(known: KnownSecret, rules: KeyRules): readonly Deviation[] {
  const texts = [{ text: known.secret, how: "as it is" }, ...secretTexts(known.secret).slice(0, 1)];
  return texts.flatMap((text) =>
    otherReadings({ name: known.name, secret: text.text }, rules).map(({ how, bytes }) => ({
      code: "C12" as const,
      how: `the secret is that of "${known.name}", taken ${text.how}, and the key is ${how}`,
      change: { keys: [{ name: known.name, bytes }] },
      isCommon: false,
    })),
  );
}
