import { readFileSync } from "node:fs";

const FILE = new URL("../../../vectors/vendors.json", import.meta.url);

/** One signed request of `vectors/vendors.json`. */
export interface Vector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly keyEncoding?: "hex" | "utf8";
  readonly profile?: string;
  readonly bodyBase64?: string;
  readonly bodyRecipe?: {
    readonly prefix: string;
    readonly unit: string;
    readonly suffix: string;
    readonly length: number;
  };
}

/** The vectors of one vendor. */
export function vectorsOf(vendor: string): readonly Vector[] {
  const all = JSON.parse(readFileSync(FILE, "utf8")) as Readonly<Record<string, readonly Vector[]>>;
  return all[vendor] ?? [];
}

/** The exact bytes of the vector's body. */
export function bodyOf({ bodyBase64, bodyRecipe }: Vector): Uint8Array {
  if (bodyRecipe === undefined) return Buffer.from(bodyBase64 ?? "", "base64");
  const { prefix, unit, suffix, length } = bodyRecipe;
  const room = length - prefix.length - suffix.length;
  return Buffer.from(prefix + unit.repeat(Math.ceil(room / unit.length)).slice(0, room) + suffix);
}
