import { createSecretKey, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { GatewayError } from "../errors.ts";
import type { MasterKeyRing, WrappedKey } from "./master-key-ring.ts";
import type { SealedPlace } from "./sealed-value.ts";
import { utcWeek } from "./utc-week.ts";

export type KeyPurpose = "payload" | "configuration";

/** Which row of keys: configuration knows no weeks and always says 0. */
export interface KeyUse {
  readonly organizationId: number;
  readonly purpose: KeyPurpose;
  readonly week: number;
}

export interface WrappedDataKey extends WrappedKey {
  readonly id: number;
}

export interface StoredDataKey extends WrappedDataKey {
  readonly week: number;
}

/** What data keys need of the database. Only wrapped keys go through here. */
export interface DataKeyRows {
  reserveIds(sequence: "data_keys", count: number): Promise<number>;
  /**
   * Takes `count` sealings of the key in use, counted before they are made, so that a crash wastes some and repeats
   * none. Retires a key that would pass `limit` and puts `candidate` in its place. Undefined where the candidate is
   * wrapped under a master key that has just been replaced.
   */
  reserveSealings(request: SealingRequest): Promise<WrappedDataKey | undefined>;
  /** Undefined where there is none, and where it was destroyed. */
  readDataKey(organizationId: number, id: number): Promise<StoredDataKey | undefined>;
}

export interface SealingRequest {
  readonly use: KeyUse;
  readonly candidate: WrappedDataKey;
  readonly count: number;
  readonly limit: number;
  readonly now: number;
}

export interface SealingKey {
  readonly id: number;
  readonly key: KeyObject;
}

/** With random 96-bit nonces, 2^28 sealings keep the chance of a repeated nonce below 2^-40 (NIST asks for 2^-32). */
const SEALINGS_PER_KEY = 2 ** 28;

/** One small commit for this many sealings; a restart wastes at most this many of 2^28. */
const SEALINGS_PER_RESERVATION = 2 ** 14;

/** Enough for every organization's keys of the weeks in use; the oldest is read again when it is wanted. */
const MAX_OPEN_KEYS = 4096;

const DATA_KEY_BYTES = 32;

/** A rotation of the master key may end between making a key and storing it; another one does not end right after. */
const MAX_TRIES = 3;

interface KeyInUse extends SealingKey {
  readonly week: number;
  sealingsLeft: number;
}

export interface DataKeyOptions {
  readonly rows: DataKeyRows;
  readonly masterKeys: MasterKeyRing;
  readonly now: () => number;
  /** Sealings after which a key is retired. Default 2^28; tests lower it. */
  readonly sealingsPerKey?: number;
}

/** Gives data keys: one per organization and UTC week for payloads, one per organization for configuration. */
export class DataKeys {
  readonly #options: DataKeyOptions;
  readonly #limit: number;
  readonly #inUse = new Map<string, Promise<KeyInUse>>();
  readonly #open = new Map<number, SealingKey>();

  constructor(options: DataKeyOptions) {
    this.#options = options;
    this.#limit = options.sealingsPerKey ?? SEALINGS_PER_KEY;
  }

  /** Gives the key for one sealing, which is thereby counted. */
  async forSealing(organizationId: number, purpose: KeyPurpose): Promise<SealingKey> {
    const week = purpose === "payload" ? utcWeek(this.#options.now()) : 0;
    const slot = `${purpose}/${organizationId}`;
    for (;;) {
      const promised = this.#inUse.get(slot) ?? this.#reserve(slot, { organizationId, purpose, week });
      const key = await promised;
      if (key.week === week && key.sealingsLeft > 0) {
        key.sealingsLeft -= 1;
        return key;
      }
      // Others who waited may have replaced it by now; only the first one throws it away.
      if (this.#inUse.get(slot) === promised) this.#inUse.delete(slot);
    }
  }

  /**
   * Gives a key for one sealing of what `keyId` has sealed: of the same week, so that destroying the week's keys still
   * destroys it.
   *
   * @throws GatewayError `sealed_value_invalid` when there is no such key.
   */
  async forResealing(organizationId: number, keyId: number): Promise<SealingKey> {
    const row = await this.#options.rows.readDataKey(organizationId, keyId);
    if (row === undefined) throw noSuchKey(keyId);
    return this.#reserveNow({ organizationId, purpose: "payload", week: row.week }, 1);
  }

  /**
   * @throws GatewayError `sealed_value_invalid` when there is no such key or it does not open, `master_key_unknown` when it is
   * wrapped under a master key that this gateway does not have.
   */
  async forOpening(organizationId: number, keyId: number): Promise<KeyObject> {
    const known = this.#open.get(keyId);
    if (known !== undefined) return known.key;
    const row = await this.#options.rows.readDataKey(organizationId, keyId);
    if (row === undefined) throw noSuchKey(keyId);
    return (await this.#unwrap(organizationId, row)).key;
  }

  /** Asks anew for the key that an organization's payloads are sealed under: another gateway may have destroyed it. */
  forgetInUse(organizationId: number): void {
    this.#inUse.delete(`payload/${organizationId}`);
  }

  /** Forgets the keys of an organization's payloads: some of them were destroyed. */
  forget(organizationId: number): void {
    this.forgetInUse(organizationId);
    // Few keys are ever destroyed, and those that were not are read again.
    this.#open.clear();
  }

  #reserve(slot: string, use: KeyUse): Promise<KeyInUse> {
    const promised = this.#reserveNow(use, Math.min(SEALINGS_PER_RESERVATION, this.#limit));
    this.#inUse.set(slot, promised);
    promised.catch(() => this.#inUse.get(slot) === promised && this.#inUse.delete(slot));
    return promised;
  }

  async #reserveNow(use: KeyUse, count: number): Promise<KeyInUse> {
    const { rows, now } = this.#options;
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const candidate = this.#newKey(use.organizationId, await rows.reserveIds("data_keys", 1));
      const row = await rows.reserveSealings({ use, candidate, count, limit: this.#limit, now: now() });
      if (row === undefined) {
        await this.#options.masterKeys.refresh();
        continue;
      }
      const opened = await this.#unwrap(use.organizationId, row);
      return { ...opened, week: use.week, sealingsLeft: count };
    }
    throw new GatewayError("store_unavailable", "the master key kept changing while a data key was made");
  }

  #newKey(organizationId: number, id: number): WrappedDataKey {
    const { masterKeys } = this.#options;
    return { id, ...masterKeys.wrap(dataKeyPlace(organizationId, id), randomBytes(DATA_KEY_BYTES)) };
  }

  async #unwrap(organizationId: number, row: WrappedDataKey): Promise<SealingKey> {
    const bytes = await this.#options.masterKeys.unwrap(dataKeyPlace(organizationId, row.id), row);
    const opened = { id: row.id, key: createSecretKey(bytes) };
    bytes.fill(0);
    if (this.#open.size >= MAX_OPEN_KEYS) this.#open.delete(this.#open.keys().next().value ?? row.id);
    this.#open.set(row.id, opened);
    return opened;
  }
}

function noSuchKey(keyId: number): GatewayError {
  return new GatewayError("sealed_value_invalid", `data key ${keyId} does not exist`);
}

/** What a wrapped data key is bound to. */
export function dataKeyPlace(organizationId: number, rowId: number): SealedPlace {
  return { table: "data_keys", column: "wrapped_key", organizationId, rowId };
}
