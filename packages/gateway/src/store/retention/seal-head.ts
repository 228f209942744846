/** Version and nonce: no two seals have them alike. */
export const SEAL_HEAD_BYTES = 13;

/** Enough of a sealed blob to know it by. */
export function sealHead(sealed: Uint8Array): Uint8Array {
  return sealed.subarray(0, SEAL_HEAD_BYTES);
}
