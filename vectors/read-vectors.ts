import { readFileSync } from "node:fs";

/** One signed request, as the files of this folder hold it. */
export interface Vector {
  readonly vendor: string;
  readonly name: string;
  /** Which of a vendor's several schemes. */
  readonly profile?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64?: string;
  /** Instead of a large body: how to make it. */
  readonly bodyRecipe?: {
    readonly prefix: string;
    readonly unit: string;
    readonly suffix: string;
    readonly length: number;
  };
  readonly secrets: readonly string[];
  readonly keyEncoding?: "utf8" | "hex";
  /** A receiver's clock at which a signed time is fresh. */
  readonly nowMs?: number;
  readonly expect: "accept" | "reject";
  /** The code of the refusal, where a file states it. */
  readonly code?: string;
  readonly signedSha256?: string;
  /** False where a signer may write the same proof differently. */
  readonly resign?: false;
  /** Label → a wrong value of the signature header, or `ERROR` and a reason. */
  readonly disagree?: Readonly<Record<string, string>>;
}

/** The ids of schemes that are not their vendors' names. */
const schemeIds = JSON.parse(readFileSync(new URL("scheme-ids.json", import.meta.url), "utf8")) as Readonly<
  Record<string, string>
>;

/** The id of the scheme that a vector is signed by. */
export function schemeIdOf({ vendor, profile }: Vector): string {
  const sender = profile === undefined ? vendor : `${vendor}/${profile}`;
  return schemeIds[sender] ?? sender;
}

export type VectorFile = "vendors.json" | "pitfalls.json";

/** Every vector of a file, for tests. */
export function readVectors(file: VectorFile): readonly Vector[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const { meta: _meta, ...lists } = JSON.parse(text) as Readonly<Record<string, readonly Vector[]>>;
  return Object.values(lists).flat();
}

/** The exact bytes of a vector's body. */
export function bodyOf({ bodyBase64 = "", bodyRecipe }: Vector): Uint8Array {
  if (bodyRecipe === undefined) return Buffer.from(bodyBase64, "base64");
  const { prefix, unit, suffix, length } = bodyRecipe;
  const room = length - prefix.length - suffix.length;
  const filling = unit.repeat(Math.ceil(room / unit.length)).slice(0, room);
  return Buffer.from(prefix + filling + suffix);
}
