import type { Deviation, SearchedHash } from "../search/hypothesis.ts";

/** Every hash that is searched, the most frequent first. */
export const HASHES: readonly SearchedHash[] = ["sha256", "sha1", "sha512", "sha384"];

/** Other hash functions (C20), as far as a received signature has their length. */
export function hashDimension(declared: SearchedHash, lengths: ReadonlySet<number>): readonly Deviation[] {
  return HASHES.filter((hash) => hash !== declared && lengths.has(digestLengths[hash])).map((hash) => ({
    code: "C20" as const,
    how: `the hash function is ${hash.toUpperCase().replace("SHA", "SHA-")}, where the scheme has another`,
    change: { hash },
    isCommon: true,
  }));
}

/** Bytes of a digest, FIPS 180-4. */
export const digestLengths: Readonly<Record<SearchedHash, number>> = {
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};
