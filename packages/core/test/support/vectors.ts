import { readFileSync } from "node:fs";

/** One signed request, as the files in vectors/ hold it. */
export interface Vector {
  readonly vendor: string;
  readonly name: string;
  readonly profile?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64?: string;
  readonly bodyRecipe?: {
    readonly prefix: string;
    readonly unit: string;
    readonly suffix: string;
    readonly length: number;
  };
  readonly secrets: readonly string[];
  readonly keyEncoding?: "utf8" | "hex" | "base64";
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

type VectorFile = Readonly<Record<string, readonly Vector[]>>;

/** Every vector of a file in vectors/. */
export function vectorsOf(file: string): readonly Vector[] {
  const path = new URL(`../../../../vectors/${file}`, import.meta.url);
  const { meta: _meta, ...lists } = JSON.parse(readFileSync(path, "utf8")) as VectorFile;
  return Object.values(lists).flat();
}

/** The exact bytes of a vector's body. */
export function bodyOf({ bodyBase64, bodyRecipe }: Vector): Uint8Array {
  if (bodyRecipe === undefined) return Buffer.from(bodyBase64 ?? "", "base64");
  const { prefix, unit, suffix, length } = bodyRecipe;
  const room = length - prefix.length - suffix.length;
  const filling = unit.repeat(Math.ceil(room / unit.length)).slice(0, room);
  return Buffer.from(prefix + filling + suffix);
}
