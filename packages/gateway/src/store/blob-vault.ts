import type { DataKeys } from "../secrets/data-keys.ts";
import { openValue, sealValue } from "../secrets/sealed-value.ts";
import type { SealedPlace } from "../secrets/sealed-value.ts";
import { GatewayError } from "../errors.ts";
import type { Engine, NewBlob } from "./engine.ts";
import { ReservedIds } from "./reserved-ids.ts";
import type { RewrittenBlob } from "./retention/retention-rows.ts";

/** A few minutes of commits; a start leaves at most this many ids of 2^53 unused. */
const BLOB_IDS_PER_BLOCK = 4096;

/** Opened blobs kept in memory: what was just accepted is usually delivered next. */
const DEFAULT_CACHE_BYTES = 32 * 1024 * 1024;

/** Seals blobs on their way to the engine and opens them on the way back, most recent ones from memory. */
export class BlobVault {
  readonly #engine: Engine;
  readonly #dataKeys: DataKeys;
  readonly #ids: ReservedIds;
  readonly #opened = new Map<number, Uint8Array>();
  #openedBytes = 0;

  constructor(engine: Engine, dataKeys: DataKeys) {
    this.#engine = engine;
    this.#dataKeys = dataKeys;
    this.#ids = new ReservedIds(engine, "blobs", BLOB_IDS_PER_BLOCK);
  }

  async seal(
    organizationId: number,
    retentionClass: NewBlob["retentionClass"],
    plaintext: Uint8Array,
  ): Promise<NewBlob> {
    const id = await this.#ids.take();
    const { id: dataKeyId, key } = await this.#dataKeys.forSealing(organizationId, "payload");
    const sealed = sealValue(key, place(organizationId, id), plaintext);
    return { id, organizationId, dataKeyId, retentionClass, sealed };
  }

  /** Seals what comes next under keys that are asked for anew: these could not be committed, perhaps because of theirs. */
  forgetKeysOf(blobs: readonly NewBlob[]): void {
    for (const { organizationId } of blobs) this.#dataKeys.forgetInUse(organizationId);
  }

  /**
   * The blob with some places of its plaintext overwritten with zeros, sealed under a key of the same week, for its own
   * row. All other places are as they were, so that a reader who knows of the blob of before finds them in this one.
   * Undefined where there is no such blob, or it does not open.
   */
  async rewrite(
    organizationId: number,
    id: number,
    places: readonly { readonly offset: number; readonly length: number }[],
  ): Promise<RewrittenBlob | undefined> {
    const [row] = await this.#engine.readBlobs([id]);
    if (row?.organizationId !== organizationId) return undefined;
    const opened = await this.#openRow(row);
    if (opened instanceof GatewayError) return undefined;
    const plaintext = new Uint8Array(opened);
    for (const { offset, length } of places) plaintext.fill(0, offset, offset + length);
    const { id: dataKeyId, key } = await this.#dataKeys.forResealing(organizationId, row.dataKeyId);
    return {
      blobId: id,
      from: row.sealed,
      dataKeyId,
      sealed: sealValue(key, place(organizationId, id), plaintext),
    };
  }

  /** Keeps the plaintext of a blob that was just committed. */
  remember(id: number, plaintext: Uint8Array): void {
    if (plaintext.length > DEFAULT_CACHE_BYTES) return;
    this.#forget(id);
    this.#opened.set(id, plaintext);
    this.#openedBytes += plaintext.length;
    for (const oldest of this.#opened.keys()) {
      if (this.#openedBytes <= DEFAULT_CACHE_BYTES) break;
      this.#forget(oldest);
    }
  }

  /**
   * Opens the blobs of one call. Those that do not open are given as the error, so that one damaged blob does not hide the
   * others; those that do not exist, or belong to another organization, are left out.
   */
  async open(wanted: ReadonlyMap<number, number>): Promise<ReadonlyMap<number, Uint8Array | GatewayError>> {
    const opened = new Map<number, Uint8Array | GatewayError>();
    const missing: number[] = [];
    for (const blobId of wanted.keys()) {
      const known = this.#opened.get(blobId);
      if (known === undefined) missing.push(blobId);
      else opened.set(blobId, known);
    }
    const rows = missing.length === 0 ? [] : await this.#engine.readBlobs(missing);
    for (const row of rows) {
      if (row.organizationId === wanted.get(row.id)) opened.set(row.id, await this.#openRow(row));
    }
    return opened;
  }

  async #openRow(row: Awaited<ReturnType<Engine["readBlobs"]>>[number]): Promise<Uint8Array | GatewayError> {
    try {
      const key = await this.#dataKeys.forOpening(row.organizationId, row.dataKeyId);
      const plaintext = openValue(key, place(row.organizationId, row.id), row.sealed);
      this.remember(row.id, plaintext);
      return plaintext;
    } catch (error) {
      if (error instanceof GatewayError && error.code === "sealed_value_invalid") return error;
      throw error;
    }
  }

  /** Forgets the plaintext of a blob that was deleted or rewritten. */
  forget(id: number): void {
    this.#forget(id);
  }

  forgetAll(): void {
    this.#opened.clear();
    this.#openedBytes = 0;
  }

  #forget(id: number): void {
    const plaintext = this.#opened.get(id);
    if (plaintext === undefined) return;
    this.#opened.delete(id);
    this.#openedBytes -= plaintext.length;
  }
}

function place(organizationId: number, rowId: number): SealedPlace {
  return { table: "blobs", column: "sealed", organizationId, rowId };
}
