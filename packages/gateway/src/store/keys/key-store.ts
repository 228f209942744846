import type { MasterKey } from "../../secrets/master-key.ts";
import type { Actor } from "../audit/audit-note.ts";

/** Which master keys the store knows, by fingerprint. */
export interface MasterKeyStatus {
  readonly current: Uint8Array;
  /** Present while a rotation is under way: the key that the others are wrapped under anew. */
  readonly next?: Uint8Array;
  /** Keys that the current master key wraps. During a rotation it goes down to 0. */
  readonly wrappedKeys: number;
  /** Keys that the next master key wraps already; 0 where no rotation is under way. */
  readonly rewrappedKeys: number;
}

export type MasterKeyRotation =
  | {
      readonly outcome: "rotated";
      /**
       * False where a reader of the database, such as a backup, kept the old wrapped keys in its log; they go with one of
       * the next writes.
       */
      readonly isFlushed: boolean;
    }
  /** Nothing was begun: a rotation to another key is under way and has to be finished first. */
  | { readonly outcome: "other_rotation" };

/**
 * The keys that everything is sealed under: one master key, which never reaches the database, wraps a data key for each
 * organization and UTC week, and each organization's digest key.
 */
export interface KeyStore {
  status(): Promise<MasterKeyStatus>;
  /**
   * Takes on a rotation that another gateway of the same database has begun or ended.
   *
   * @throws GatewayError `master_key_unknown` where this gateway is not given the key that it leads to.
   */
  follow(): Promise<void>;
  /**
   * Wraps every key anew under `next` while everything else goes on, in small steps. When this resolves, the older master
   * key opens nothing any more. A rotation that was cut short goes on where it was, given the same key.
   * Both ends are in the audit log of every organization.
   */
  rotateMasterKey(actor: Actor, next: MasterKey): Promise<MasterKeyRotation>;
}
