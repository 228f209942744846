import { randomBytes } from "node:crypto";
import { DIGEST_BYTES, KeyedDigest } from "../secrets/keyed-digest.ts";
import type { MasterKey } from "../secrets/master-key.ts";
import { openValue, sealValue } from "../secrets/sealed-value.ts";
import type { SealedPlace } from "../secrets/sealed-value.ts";
import type { Engine } from "./engine.ts";

/** The keys under which each organization's digests are made. They never change, else duplicates would be missed. */
export class OrganizationKeys {
  readonly #engine: Pick<Engine, "readHashKey">;
  readonly #masterKey: MasterKey;
  readonly #digests = new Map<number, KeyedDigest>();

  constructor(engine: Pick<Engine, "readHashKey">, masterKey: MasterKey) {
    this.#engine = engine;
    this.#masterKey = masterKey;
  }

  /** Gives the organization's digest, or undefined where there is no such organization. */
  async digestOf(organizationId: number): Promise<KeyedDigest | undefined> {
    const known = this.#digests.get(organizationId);
    if (known !== undefined) return known;
    const wrapped = await this.#engine.readHashKey(organizationId);
    if (wrapped === undefined) return undefined;
    const digest = new KeyedDigest(openValue(this.#masterKey.key, place(organizationId), wrapped));
    this.#digests.set(organizationId, digest);
    return digest;
  }

  /** Makes the key of a new organization, wrapped for its row. */
  createWrapped(organizationId: number): Uint8Array {
    const key = randomBytes(DIGEST_BYTES);
    // Known before its row is there, so that the change that adds the organization can be audited in its own chain.
    this.#digests.set(organizationId, new KeyedDigest(key));
    return sealValue(this.#masterKey.key, place(organizationId), key);
  }
}

function place(organizationId: number): SealedPlace {
  return { table: "organizations", column: "wrapped_hash_key", organizationId, rowId: organizationId };
}
