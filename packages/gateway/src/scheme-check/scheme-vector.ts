import { readFile } from "node:fs/promises";

/** A request whose verdict other programs, or the sender itself, have told. */
export interface SchemeVector {
  readonly name: string;
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
  readonly keyEncoding?: "utf8" | "hex" | "base64";
  /** A receiver's clock at which a signed time is fresh. */
  readonly nowMs?: number;
  readonly expect: "accept" | "reject";
  /** The code of the refusal, where it is known. */
  readonly code?: string;
}

/** Beside `dist`; made of `vectors/` by `npm run generate`. */
const FILE = new URL("../../scheme-vectors.json", import.meta.url);

/** The vectors of a built-in scheme; none for others. Read anew each time: it is asked for by hand, and is large. */
export async function readSchemeVectors(id: string): Promise<readonly SchemeVector[]> {
  const text = await readFile(FILE, "utf8");
  const byScheme = new Map(Object.entries(JSON.parse(text) as Record<string, readonly SchemeVector[]>));
  return byScheme.get(id) ?? [];
}

/** The exact bytes of a vector's body. */
export function vectorBody({ bodyBase64 = "", bodyRecipe }: SchemeVector): Uint8Array {
  if (bodyRecipe === undefined) return Buffer.from(bodyBase64, "base64");
  const { prefix, unit, suffix, length } = bodyRecipe;
  const room = length - prefix.length - suffix.length;
  const filling = unit.repeat(Math.ceil(room / unit.length)).slice(0, room);
  return Buffer.from(prefix + filling + suffix);
}
