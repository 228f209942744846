import { randomBytes } from "node:crypto";
import { DIGEST_BYTES, KeyedDigest } from "../secrets/keyed-digest.ts";
import type { MasterKeyRing, WrappedKey } from "../secrets/master-key-ring.ts";
import type { SealedPlace } from "../secrets/sealed-value.ts";
import type { Engine } from "./engine.ts";

/** The keys under which each organization's digests are made. They never change, else duplicates would be missed. */
export class OrganizationKeys {
  readonly #engine: Pick<Engine, "readHashKey">;
  readonly #masterKeys: MasterKeyRing;
  readonly #digests = new Map<number, KeyedDigest>();
  readonly #loading = new Map<number, Promise<KeyedDigest | undefined>>();

  constructor(engine: Pick<Engine, "readHashKey">, masterKeys: MasterKeyRing) {
    this.#engine = engine;
    this.#masterKeys = masterKeys;
  }

  /** The organization's digest where it was asked for before: without waiting, which all but the first would do in vain. */
  known(organizationId: number): KeyedDigest | undefined {
    return this.#digests.get(organizationId);
  }

  /** Gives the organization's digest, or undefined where there is no such organization. */
  async digestOf(organizationId: number): Promise<KeyedDigest | undefined> {
    const known = this.#digests.get(organizationId);
    if (known !== undefined) return known;
    // Whoever asks meanwhile waits for the same answer: after a start, hundreds of requests ask at once.
    const loading = this.#loading.get(organizationId) ?? this.#load(organizationId);
    this.#loading.set(organizationId, loading);
    try {
      return await loading;
    } finally {
      this.#loading.delete(organizationId);
    }
  }

  async #load(organizationId: number): Promise<KeyedDigest | undefined> {
    const wrapped = await this.#engine.readHashKey(organizationId);
    if (wrapped === undefined) return undefined;
    const digest = new KeyedDigest(await this.#masterKeys.unwrap(hashKeyPlace(organizationId), wrapped));
    this.#digests.set(organizationId, digest);
    return digest;
  }

  /**
   * Makes the key of a new organization, wrapped for its row.
   *
   * @throws GatewayError `master_key_unknown`.
   */
  async createWrapped(organizationId: number): Promise<WrappedKey> {
    // One that another gateway has replaced would be refused, however often it is tried.
    await this.#masterKeys.refresh();
    const key = randomBytes(DIGEST_BYTES);
    // Known before its row is there, so that the change that adds the organization can be audited in its own chain.
    this.#digests.set(organizationId, new KeyedDigest(key));
    return this.#masterKeys.wrap(hashKeyPlace(organizationId), key);
  }
}

/** What an organization's wrapped key is bound to. */
export function hashKeyPlace(organizationId: number): SealedPlace {
  return { table: "organizations", column: "wrapped_hash_key", organizationId, rowId: organizationId };
}
