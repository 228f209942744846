import type { BodyForm, BodySource } from "./body-form.ts";

/** The part of node:zlib that is needed. */
interface Zlib {
  readonly gunzipSync: Decompress;
  readonly inflateSync: Decompress;
  readonly brotliDecompressSync: Decompress;
}
type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** A small body may decompress to anything; no more than this is looked at. */
const MAX_DECOMPRESSED_BYTES = 8 * 1024 * 1024;

/** The body decompressed (C07), where the runtime can and it decompresses. */
export function compressedForms({ body, text }: BodySource): readonly BodyForm[] {
  // Compressed bytes are never UTF-8: gzip's second byte is not.
  const zlib = text === undefined ? findZlib() : undefined;
  if (zlib === undefined) return [];
  return [
    form("gzip", body, zlib.gunzipSync),
    form("deflate", body, zlib.inflateSync),
    form("brotli", body, zlib.brotliDecompressSync),
  ].flat();
}

function form(name: string, body: Uint8Array, decompress: Decompress): readonly BodyForm[] {
  try {
    const bytes = decompress(body, { maxOutputLength: MAX_DECOMPRESSED_BYTES });
    return [{ code: "C07", how: `the received one decompressed with ${name}`, bytes, isCommon: false }];
  } catch {
    return []; // Not compressed in this way.
  }
}

/** Asked for at run time, so that runtimes without node:zlib can load this file. */
function findZlib(): Zlib | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly getBuiltinModule?: (id: string) => unknown };
  };
  return process?.getBuiltinModule?.("node:zlib") as Zlib | undefined;
}
