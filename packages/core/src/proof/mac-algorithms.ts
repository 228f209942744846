import type { HashName } from "../mac/hmac-key.ts";
import type { MacProof } from "../scheme.ts";

/** The hash under each MAC. */
export const macHashes: Readonly<Record<MacProof["algorithm"], HashName>> = {
  "hmac-sha256": "sha256",
  "hmac-sha1": "sha1",
};
