import type { Deviation, SearchedHash } from "../search/hypothesis.ts";

const HASHES: readonly SearchedHash[] = ["sha256", "sha1", "sha512", "sha384"];

/** Other hash functions (C20), as far as a received signature has their length. */
export function hashDimension(declared: SearchedHash, lengths: ReadonlySet<number>): readonly Deviation[] {
  return HASHES.filter((hash) => hash !== declared && lengths.has(DIGEST_BYTES[hash])).map((hash) => ({
    code: "C20" as const,
    how: `the hash function is ${hash.toUpperCase().replace("SHA", "SHA-")}, where the scheme has another`,
    change: { hash },
    isCommon: true,
  }));
}

/** FIPS 180-4. */
const DIGEST_BYTES: Readonly<Record<SearchedHash, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };
