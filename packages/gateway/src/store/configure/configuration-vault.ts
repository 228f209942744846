import { setImmediate as nextTurn } from "node:timers/promises";
import type { DataKeys } from "../../secrets/data-keys.ts";
import { openValue, sealValue } from "../../secrets/sealed-value.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Opening a cell takes about 20 µs; after this many, others get a turn: an organization may have 10,000 callers. */
const CELLS_PER_TURN = 200;

type Cell =
  | { readonly table: "schemes" | "sources" | "callers" | "endpoints"; readonly column: "definition" }
  | { readonly table: "secrets"; readonly column: "value" }
  | { readonly table: "audit_entries"; readonly column: "sealed_details" }
  | { readonly table: "legal_holds"; readonly column: "sealed_reason" }
  | { readonly table: "idempotent_answers"; readonly column: "sealed_answer" };

interface Row {
  readonly id: number;
  readonly organizationId: number;
}

interface SealedCell {
  readonly sealed: Uint8Array;
  readonly dataKeyId: number;
}

/** Seals and opens the cells of the configuration's rows, as JSON, under each organization's configuration key. */
export class ConfigurationVault {
  readonly #dataKeys: DataKeys;
  #opened = 0;

  constructor(dataKeys: DataKeys) {
    this.#dataKeys = dataKeys;
  }

  async seal(cell: Cell, row: Row, value: unknown): Promise<SealedCell> {
    const { id, key } = await this.#dataKeys.forSealing(row.organizationId, "configuration");
    const place = { ...cell, organizationId: row.organizationId, rowId: row.id };
    return { sealed: sealValue(key, place, Buffer.from(canonicalJson(value), "utf8")), dataKeyId: id };
  }

  /** @throws GatewayError `sealed_value_invalid`. */
  async open(cell: Cell, row: Row, sealed: SealedCell): Promise<unknown> {
    this.#opened += 1;
    if (this.#opened % CELLS_PER_TURN === 0) await nextTurn();
    const key = await this.#dataKeys.forOpening(row.organizationId, sealed.dataKeyId);
    const place = { ...cell, organizationId: row.organizationId, rowId: row.id };
    return JSON.parse(openValue(key, place, sealed.sealed).toString("utf8"));
  }
}
