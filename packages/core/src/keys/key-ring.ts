import { misuse } from "../misuse.ts";
import { knownOptions } from "../options/known-options.ts";
import type { Claim, ProofCheck } from "../proof/proof-check.ts";
import { isLive, keyWindow, type KeyWindow } from "./key-window.ts";

/** A key that is ready for use. */
export interface RingKey<K> extends KeyWindow {
  readonly id: string;
  readonly key: K;
}

const KEY_OPTIONS = ["id", "secret", "notBefore", "notAfter"];

/** The keys of one sender, checked, in the order given. */
export class KeyRing<K> {
  readonly keys: readonly RingKey<K>[];
  /** Whether any key begins or ends: only then does the clock matter. */
  readonly hasWindows: boolean;
  #lastMatched = 0;

  /**
   * @param keys What the caller of this package gave.
   * @param keyOf Turns a secret into a key, or throws.
   * @throws CountersignError `keys_required`, `repeated_key_id`, … for every configuration mistake.
   */
  constructor(keys: unknown, keyOf: (secret: string) => K) {
    if (!Array.isArray(keys) || keys.length === 0) throw misuse("keys_required");
    this.keys = Array.from(keys, (each: unknown, index) => readKey(each, index, keyOf));
    if (new Set(this.keys.map(({ id }) => id)).size !== keys.length) throw misuse("repeated_key_id");
    this.hasWindows = this.keys.some(
      (each) => each.notBeforeMs !== -Infinity || each.notAfterMs !== Infinity,
    );
  }

  /** The keys that count at a moment, in the order given. */
  live(nowMs: number): readonly RingKey<K>[] {
    return this.keys.filter((each) => isLive(each, nowMs));
  }

  /**
   * The live key that gives the claimed signature, asking the one that matched last first: after a rotation the
   * new key costs one MAC. Where no key is live, a dummy is asked once, so that the time taken tells nothing.
   *
   * @param nowMs The present, in milliseconds since 1970; any number where no key has a window.
   * @param check A check that has prepared the claim.
   * @param claim The claim.
   */
  find(nowMs: number, check: ProofCheck<K>, claim: Claim): RingKey<K> | undefined {
    const count = this.keys.length;
    let hasAsked = false;
    for (let step = 0; step < count; step += 1) {
      const index = this.#at(step);
      const candidate = this.keys[index];
      if (candidate === undefined || !isLive(candidate, nowMs)) continue;
      hasAsked = true;
      if (check.isMatch(candidate.key, claim)) {
        this.#lastMatched = index;
        return candidate;
      }
    }
    if (!hasAsked) check.isMatch(check.dummyKey, claim);
    return undefined;
  }

  /** The order of asking: the last match, then the others in the order given. */
  #at(step: number): number {
    if (step === 0) return this.#lastMatched;
    return step <= this.#lastMatched ? step - 1 : step;
  }
}

function readKey<K>(given: unknown, index: number, keyOf: (secret: string) => K): RingKey<K> {
  const { id = `key-${index + 1}`, secret, notBefore, notAfter } = knownOptions(given, KEY_OPTIONS);
  if (typeof id !== "string" || id === "") throw misuse("key_id_invalid", `keys[${index}]`);
  return { id, key: keyOf(secret as string), ...keyWindow(notBefore, notAfter) };
}
