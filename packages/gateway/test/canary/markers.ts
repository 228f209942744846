import { randomBytes } from "node:crypto";
import { markerForms } from "./marker-forms.ts";
import type { MarkerForm } from "./marker-forms.ts";

/** Long enough that no output holds one by chance, in any form. */
const MARKER_BYTES = 20;
const MIN_MARKER_BYTES = 16;

/** Something that must never be seen outside of its own way. */
export interface Marker {
  /** What it is, for the report: never the value. */
  readonly name: string;
  readonly forms: readonly MarkerForm[];
}

/** All that was marked in one run, and what was searched for. */
export class Markers {
  readonly #markers = new Map<string, Marker>();
  readonly #values = new Map<string, string>();

  /** A new marked text of letters and digits; the same again for the same name. */
  text(name: string): string {
    return this.#once(name, () => `cn${randomBytes(MARKER_BYTES).toString("hex")}`);
  }

  /** A new marked secret: 32 bytes in hex, which every scheme takes. */
  secret(name: string): string {
    return this.#once(name, () => randomBytes(32).toString("hex"));
  }

  /** Adds a value made elsewhere, such as a signature; bytes or text. */
  add(name: string, value: string | Uint8Array): void {
    const bytes = typeof value === "string" ? Buffer.from(value) : Buffer.from(value);
    if (bytes.length < MIN_MARKER_BYTES)
      throw new Error(`the marker ${name} is too short to be told from chance`);
    this.#markers.set(`${name} ${bytes.toString("hex")}`, { name, forms: markerForms(bytes) });
  }

  get all(): readonly Marker[] {
    return [...this.#markers.values()];
  }

  #once(name: string, make: () => string): string {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = make();
    this.#values.set(name, value);
    this.add(name, value);
    // A secret in hex may leak as the bytes it stands for.
    if (/^[0-9a-f]{64}$/.test(value)) this.add(`${name}, decoded`, Buffer.from(value, "hex"));
    return value;
  }
}
