import { randomInt } from "node:crypto";
import { zentact } from "countersign/schemes/zentact";
import type { Example } from "./example.ts";

/** Any second of a 32-bit clock. */
const MAX_UNIX_SECONDS = 2 ** 31;

/** A merchant account whose status changed at Zentact. Its time of creation is all that tells two events apart. */
export const zentactExample: Example = {
  scheme: zentact,
  eventType: "MERCHANT",
  body: [
    '{"createdAt":1697339819,"merchantAccountId":"UBWCE2Bfi5xb",',
    '"organizationId":"bf368afb-ed57-4345-a04a-7c7213431a99",',
    '"merchantReferenceId":"a5ac988f-857d-43b6-a9ee-e98c7568299f","status":"ACTIVE","type":"MERCHANT",',
    '"balanceAccountId":"BA32272223222K5JDZCH7DLSZ","accountHolderId":"AH3227C223222K5JDZCBHCJL6",',
    '"stores":[{"storeId":"ST3224Z22322425JDZCB69NWZ","storeReferenceId":"yyy92999yyyy","status":"ACTIVE"}],',
    '"merchantAccountAttributes":[]}',
  ].join(""),
  identity: { printed: "1697339819", fresh: () => String(randomInt(1_000_000_000, MAX_UNIX_SECONDS)) },
};
