import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Actor } from "../store/audit/audit-note.ts";
import type { KeyStore } from "../store/keys/key-store.ts";
import type { MasterKey } from "./master-key.ts";
import { findNextMasterKey, provideNextMasterKey, settleNextMasterKey } from "./next-master-key.ts";
import type { NextMasterKeyOrigin } from "./next-master-key.ts";

export interface MasterKeyRotatorOptions {
  readonly keys: KeyStore;
  readonly origin: NextMasterKeyOrigin;
  readonly log: Log;
}

export interface MasterKeyFacts {
  /** Hexadecimal. */
  readonly fingerprint: string;
  /** Present while a rotation is under way or was cut short. */
  readonly nextFingerprint?: string;
  /** Share of the keys that the next master key wraps already; present with `nextFingerprint`. */
  readonly progress?: number;
  /** `interrupted`: it failed, and goes on when it is asked for again or at the next start; or another gateway is at it. */
  readonly state: "in_force" | "rotating" | "interrupted";
  /** Whether the next start finds the key by itself, as the file in the data directory. */
  readonly isInFile: boolean;
}

/** Rotates the master key of a running gateway, and finishes what an earlier process began. */
export class MasterKeyRotator {
  readonly #options: MasterKeyRotatorOptions;
  #running: Promise<void> | undefined;

  constructor(options: MasterKeyRotatorOptions) {
    this.#options = options;
  }

  async facts(): Promise<MasterKeyFacts> {
    const { current, next, wrappedKeys, rewrappedKeys } = await this.#options.keys.status();
    const isRunning = this.#running !== undefined;
    const { value, command, isCurrentInFile } = this.#options.origin;
    return {
      fingerprint: hex(current),
      ...(next !== undefined && {
        nextFingerprint: hex(next),
        progress: rewrappedKeys / Math.max(rewrappedKeys + wrappedKeys, 1),
      }),
      state: isRunning ? "rotating" : next === undefined ? "in_force" : "interrupted",
      isInFile: isCurrentInFile && value === undefined && command === undefined,
    };
  }

  /**
   * Begins a rotation, or goes on with one; asked for during one it does nothing. Resolves when it is under way.
   *
   * @throws GatewayError `next_master_key_missing`, `master_key_invalid`, `master_key_exposed`.
   */
  async start(actor: Actor): Promise<void> {
    if (this.#running !== undefined) return;
    const next = await provideNextMasterKey(this.#options.origin);
    // Another request may have begun it while the key was fetched.
    this.#running ??= this.#rotate(actor, next).finally(() => {
      this.#running = undefined;
    });
  }

  /** Finishes what an earlier process began. */
  async resume(): Promise<void> {
    const { keys, origin } = this.#options;
    const { current, next } = await keys.status();
    if (next !== undefined) await this.start({ kind: "gateway", name: "keys" });
    // It died between the end of the rotation and the change of files.
    const known = await findNextMasterKey(origin);
    if (known !== undefined && Buffer.compare(known.fingerprint, current) === 0)
      await settleNextMasterKey(origin);
  }

  /** Waits for a rotation under way: it takes about a second for ten thousand keys. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #rotate(actor: Actor, next: MasterKey): Promise<void> {
    const { keys, origin, log } = this.#options;
    const startedAt = performance.now();
    try {
      const { outcome } = await keys.rotateMasterKey(actor, next);
      if (outcome === "other_rotation") {
        log("master_key_rotation_failed", { errorCode: outcome });
        return;
      }
      await settleNextMasterKey(origin);
      const { wrappedKeys } = await keys.status();
      const durationMs = Math.round(performance.now() - startedAt);
      log("master_key_rotated", { count: wrappedKeys, durationMs });
    } catch (error) {
      log("master_key_rotation_failed", errorFields(error));
    }
  }
}

function hex(fingerprint: Uint8Array): string {
  return Buffer.from(fingerprint).toString("hex");
}
