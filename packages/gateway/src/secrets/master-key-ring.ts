import { GatewayError } from "../errors.ts";
import type { MasterKey } from "./master-key.ts";
import { openValue, sealValue } from "./sealed-value.ts";
import type { SealedPlace } from "./sealed-value.ts";

/** A key as the database keeps it. */
export interface WrappedKey {
  readonly wrapped: Uint8Array;
  /** Fingerprint of the master key it opens with. */
  readonly wrappedBy: Uint8Array;
}

/**
 * The master keys that are known now: one, or two while a rotation is under way. New keys are wrapped under the newer
 * one; what is wrapped under either opens.
 */
export class MasterKeyRing {
  #current: MasterKey;
  #next: MasterKey | undefined;

  constructor(current: MasterKey, next?: MasterKey) {
    this.#current = current;
    this.#next = next;
  }

  get current(): MasterKey {
    return this.#current;
  }

  /** Present while a rotation is under way. */
  get next(): MasterKey | undefined {
    return this.#next;
  }

  wrap(place: SealedPlace, key: Uint8Array): WrappedKey {
    const { key: wrapping, fingerprint } = this.#next ?? this.#current;
    return { wrapped: sealValue(wrapping, place, key), wrappedBy: fingerprint };
  }

  /** @throws GatewayError `sealed_value_invalid` when none of the known master keys opens it. */
  unwrap(place: SealedPlace, { wrapped, wrappedBy }: WrappedKey): Buffer {
    const masterKey = [this.#current, this.#next].find(
      (known) => known !== undefined && is(known, wrappedBy),
    );
    if (masterKey === undefined) {
      throw new GatewayError("sealed_value_invalid", `${place.table} ${place.rowId} has another master key`);
    }
    return openValue(masterKey.key, place, wrapped);
  }

  /** From now on new keys are wrapped under `next`. */
  begin(next: MasterKey): void {
    this.#next = next;
  }

  /** Forgets the older key: it opens nothing any more. */
  finish(): void {
    this.#current = this.#next ?? this.#current;
    this.#next = undefined;
  }
}

/**
 * The ring of a database, of the keys that are known.
 *
 * @throws GatewayError `master_key_mismatch` when one that the database needs is not known.
 */
export function masterKeyRing(
  known: readonly MasterKey[],
  state: { readonly fingerprint: Uint8Array; readonly next: Uint8Array | null },
): MasterKeyRing {
  const find = (fingerprint: Uint8Array): MasterKey => {
    const found = known.find((masterKey) => is(masterKey, fingerprint));
    if (found === undefined) throw new GatewayError("master_key_mismatch", "a master key is missing");
    return found;
  };
  return new MasterKeyRing(find(state.fingerprint), state.next === null ? undefined : find(state.next));
}

function is({ fingerprint }: MasterKey, wrappedBy: Uint8Array): boolean {
  return Buffer.compare(fingerprint, wrappedBy) === 0;
}
