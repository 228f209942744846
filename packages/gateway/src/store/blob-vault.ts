import type { DataKeys } from "../secrets/data-keys.ts";
import { openValue, sealValue } from "../secrets/sealed-value.ts";
import type { SealedPlace } from "../secrets/sealed-value.ts";
import { GatewayError } from "../errors.ts";
import type { Engine, NewBlob } from "./engine.ts";
import { ReservedIds } from "./reserved-ids.ts";

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
   * Opens the blobs of one call. Those that do not exist, belong to another organization or do not open are given as
   * the error, so that one damaged blob does not hide the others.
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
    for (const blobId of missing) {
      if (!opened.has(blobId)) {
        opened.set(blobId, new GatewayError("sealed_value_invalid", `blob ${blobId} does not exist`));
      }
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
