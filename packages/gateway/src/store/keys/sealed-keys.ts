import { GatewayError } from "../../errors.ts";
import { dataKeyPlace } from "../../secrets/data-keys.ts";
import type { MasterKey } from "../../secrets/master-key.ts";
import type { MasterKeyRing } from "../../secrets/master-key-ring.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { Engine } from "../engine.ts";
import { hashKeyPlace } from "../organization-keys.ts";
import type { KeyStore, MasterKeyRotation, MasterKeyStatus } from "./key-store.ts";
import type { MasterKeyChange } from "./key-steps.ts";
import type { WrappedKeyCount, WrappedKeyRow } from "./master-key-rows.ts";

/** Keys wrapped anew in one transaction: about a millisecond, between which others get their turn. */
const KEYS_PER_STEP = 100;

/** A key that was made under the older master key may be stored while the rotation ends; it is then wrapped too. */
const MAX_TRIES = 10;

export interface SealedKeysOptions {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly masterKeys: MasterKeyRing;
}

export class SealedKeys implements KeyStore {
  readonly #options: SealedKeysOptions;

  constructor(options: SealedKeysOptions) {
    this.#options = options;
  }

  async status(): Promise<MasterKeyStatus> {
    const { fingerprint, next } = await this.#options.engine.readMasterKeyState();
    const wrappedKeys = await this.#countWrappedBy(fingerprint);
    if (next === null) return { current: fingerprint, wrappedKeys, rewrappedKeys: 0 };
    return { current: fingerprint, next, wrappedKeys, rewrappedKeys: await this.#countWrappedBy(next) };
  }

  async #countWrappedBy(fingerprint: Uint8Array): Promise<number> {
    const counts = await this.#options.engine.countWrappedKeys(fingerprint);
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  follow(): Promise<void> {
    return this.#options.masterKeys.refresh();
  }

  async rotateMasterKey(actor: Actor, next: MasterKey): Promise<MasterKeyRotation> {
    const { engine, masterKeys } = this.#options;
    const state = await engine.readMasterKeyState();
    // Cut short after its end: only what was overwritten may still be in the log.
    if (isSame(state.fingerprint, next.fingerprint)) return this.#end();
    if (state.next !== null && !isSame(state.next, next.fingerprint)) return { outcome: "other_rotation" };
    const change = { from: state.fingerprint, to: next.fingerprint };
    if (state.next === null && !(await this.#begin(actor, change))) return { outcome: "other_rotation" };
    masterKeys.begin(next);
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      await this.#wrapAll(change.from, next);
      if (!(await this.#finish(actor, change)) && !(await this.#isInForce(next))) continue;
      masterKeys.finish(next);
      return this.#end();
    }
    throw new GatewayError("store_unavailable", "keys kept being made while the master key was rotated");
  }

  async #begin(actor: Actor, change: MasterKeyChange): Promise<boolean> {
    const { engine, ledger } = this.#options;
    const notes = notesOf(actor, "master_key.rotate", await engine.countWrappedKeys(change.from));
    const steps = [{ kind: "begin_master_key_rotation", input: change }] as const;
    if ((await ledger.commit({ notes, steps })).outcome === "done") return true;
    // Another gateway has begun one meanwhile: this very one, perhaps.
    const { next } = await engine.readMasterKeyState();
    return next !== null && isSame(next, change.to);
  }

  /** Another gateway that carried on the same rotation may have ended it. */
  async #isInForce({ fingerprint }: MasterKey): Promise<boolean> {
    return isSame((await this.#options.engine.readMasterKeyState()).fingerprint, fingerprint);
  }

  async #finish(actor: Actor, change: MasterKeyChange): Promise<boolean> {
    const { engine, ledger } = this.#options;
    const notes = notesOf(actor, "master_key.rotated", await engine.countWrappedKeys(change.to));
    const steps = [{ kind: "finish_master_key_rotation", input: change }] as const;
    return (await ledger.commit({ notes, steps })).outcome === "done";
  }

  async #wrapAll(from: Uint8Array, next: MasterKey): Promise<void> {
    const { engine } = this.#options;
    for (;;) {
      const rows = await engine.listWrappedKeys(from, KEYS_PER_STEP);
      if (rows.length === 0) return;
      await engine.rewrapKeys(from, await Promise.all(rows.map((row) => this.#wrapAnew(row, next))));
    }
  }

  async #wrapAnew(row: WrappedKeyRow, next: MasterKey): Promise<WrappedKeyRow> {
    const { masterKeys } = this.#options;
    const place = row.table === "data_keys" ? dataKeyPlace(row.organizationId, row.id) : hashKeyPlace(row.id);
    const key = await masterKeys.unwrap(place, row);
    const wrapped = masterKeys.wrap(place, key, next);
    key.fill(0);
    return { ...row, ...wrapped };
  }

  /** What was wrapped under the older key must not be found in the database's files by whoever has that key. */
  async #end(): Promise<MasterKeyRotation> {
    return { outcome: "rotated", isFlushed: await this.#options.engine.flushDeleted() };
  }
}

function notesOf(
  actor: Actor,
  action: AuditNote["action"],
  counts: readonly WrappedKeyCount[],
): readonly AuditNote[] {
  const resource = { kind: "master_key", name: "master-key" };
  return counts.map(({ organizationId, count }) => ({
    organizationId,
    actor,
    action,
    resource,
    facts: { keys: count },
  }));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
