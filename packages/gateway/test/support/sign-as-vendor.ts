import { createSigner } from "countersign";
import type { Vendor } from "./vendors.ts";

/** Signs a body as this vendor does, now or at another time. Gives the headers to send. */
export function signAsVendor(
  vendor: Vendor,
  body: Uint8Array,
  now: () => number = Date.now,
): Readonly<Record<string, string>> {
  const signer = createSigner(vendor.scheme, {
    keys: [{ secret: vendor.secret }],
    apiKey: vendor.apiKey,
    publicUrl: vendor.publicUrl,
    now,
  });
  return { "content-type": "application/json", ...signer.sign({ body }) };
}
