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

/** Under which master keys the database is sealed now, and every key that can be found now. */
export interface FoundMasterKeys {
  readonly fingerprint: Uint8Array;
  /** Present while a rotation is under way. */
  readonly next: Uint8Array | null;
  readonly known: readonly MasterKey[];
}

/** Looks where the database stands and which master keys there are: another gateway may have rotated. */
export type FindMasterKeys = () => Promise<FoundMasterKeys>;

/** A key that is missing is looked for again after this long; looking reads files, or runs a command. */
const MISSING_FOR_MS = 1000;

/**
 * The master keys that are known now: one, or two while a rotation is under way. New keys are wrapped under the newer
 * one; what is wrapped under any known key opens. Where another gateway has rotated, its key is looked for.
 */
export class MasterKeyRing {
  #current: MasterKey;
  #next: MasterKey | undefined;
  readonly #known: MasterKey[];
  readonly #find: FindMasterKeys | undefined;
  #finding: Promise<void> | undefined;
  #missingSince: number | undefined;

  /** @param find absent where no other process can rotate. */
  constructor(current: MasterKey, next?: MasterKey, find?: FindMasterKeys) {
    this.#current = current;
    this.#next = next;
    this.#known = next === undefined ? [current] : [current, next];
    this.#find = find;
  }

  get current(): MasterKey {
    return this.#current;
  }

  /** Present while a rotation is under way whose key is known. */
  get next(): MasterKey | undefined {
    return this.#next;
  }

  /** @param by default the newest of the keys in force. */
  wrap(place: SealedPlace, key: Uint8Array, by: MasterKey = this.#next ?? this.#current): WrappedKey {
    const { key: wrapping, fingerprint } = by;
    return { wrapped: sealValue(wrapping, place, key), wrappedBy: fingerprint };
  }

  /**
   * @throws GatewayError `sealed_value_invalid` when its master key does not open it, `master_key_unknown` when that key is
   * not known and cannot be found.
   */
  async unwrap(place: SealedPlace, { wrapped, wrappedBy }: WrappedKey): Promise<Buffer> {
    const masterKey = this.#knownOf(wrappedBy) ?? (await this.#look(wrappedBy));
    return openValue(masterKey.key, place, wrapped);
  }

  /** From now on new keys are wrapped under `next`. */
  begin(next: MasterKey): void {
    this.#learn([next]);
    this.#next = next;
  }

  /** `next` takes the place of the older key, under which nothing is wrapped any more. */
  finish(next: MasterKey): void {
    this.#learn([next]);
    this.#current = next;
    this.#next = undefined;
  }

  /**
   * Takes on what other gateways have done. Many calls at once share a look.
   *
   * @throws GatewayError `master_key_unknown` when the database is sealed under a key that cannot be found. What is open
   * stays open.
   */
  refresh(): Promise<void> {
    this.#finding ??= this.#refresh().finally(() => {
      this.#finding = undefined;
    });
    return this.#finding;
  }

  /**
   * Whether all that is stored can be opened, as far as the last look knows. Asked before work is taken that would be
   * kept from other gateways.
   *
   * @throws GatewayError `master_key_unknown`.
   */
  checkComplete(): void {
    if (this.#missingSince !== undefined) throw unknown();
  }

  async #look(fingerprint: Uint8Array): Promise<MasterKey> {
    const isMissing =
      this.#missingSince !== undefined && performance.now() - this.#missingSince < MISSING_FOR_MS;
    if (!isMissing) await this.refresh();
    const found = this.#knownOf(fingerprint);
    if (found !== undefined) return found;
    if (this.#find !== undefined) throw unknown();
    throw new GatewayError("sealed_value_invalid", "a key is wrapped under another master key");
  }

  async #refresh(): Promise<void> {
    if (this.#find === undefined) return;
    const { fingerprint, next, known } = await this.#find();
    this.#learn(known);
    const current = this.#knownOf(fingerprint);
    this.#current = current ?? this.#current;
    this.#next = next === null ? undefined : this.#knownOf(next);
    const isMissing = current === undefined || (next !== null && this.#next === undefined);
    this.#missingSince = isMissing ? performance.now() : undefined;
    if (isMissing) throw unknown();
  }

  /** One that was replaced stays: a row that was read before may be opened after. */
  #learn(keys: readonly MasterKey[]): void {
    for (const key of keys) if (this.#knownOf(key.fingerprint) === undefined) this.#known.push(key);
  }

  #knownOf(fingerprint: Uint8Array): MasterKey | undefined {
    return this.#known.find((known) => Buffer.compare(known.fingerprint, fingerprint) === 0);
  }
}

/**
 * The ring of a database, of the keys that are known.
 *
 * @param find absent where no other process can rotate.
 * @throws GatewayError `master_key_mismatch` when one that the database needs is not known.
 */
export function masterKeyRing(
  known: readonly MasterKey[],
  state: Omit<FoundMasterKeys, "known">,
  findMasterKeys?: FindMasterKeys,
): MasterKeyRing {
  const find = (fingerprint: Uint8Array): MasterKey => {
    const found = known.find((masterKey) => Buffer.compare(masterKey.fingerprint, fingerprint) === 0);
    if (found === undefined) throw new GatewayError("master_key_mismatch", "a master key is missing");
    return found;
  };
  const next = state.next === null ? undefined : find(state.next);
  return new MasterKeyRing(find(state.fingerprint), next, findMasterKeys);
}

function unknown(): GatewayError {
  return new GatewayError(
    "master_key_unknown",
    "another gateway rotates the master key, or has, to a key that is not given to this one",
  );
}
