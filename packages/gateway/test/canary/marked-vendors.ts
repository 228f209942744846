import type { RawRequest } from "../support/raw-exchange.ts";
import { signAsVendor } from "../support/sign-as-vendor.ts";
import { makeVendors } from "../support/vendors.ts";
import type { Vendor } from "../support/vendors.ts";
import { addSignature } from "./marked-signatures.ts";
import type { Markers } from "./markers.ts";

/** The vendors with every secret, API key and signed URL marked. */
export function markedVendors(markers: Markers): readonly Vendor[] {
  return makeVendors((name) => markers.secret(`secret ${name}`)).map((vendor) =>
    vendor.publicUrl === undefined
      ? vendor
      : { ...vendor, publicUrl: `https://hooks.example.org/in?token=${markers.text("publicUrl query")}` },
  );
}

/** A well-signed request of this vendor in which everything that is the sender's is marked, the right signature too. */
export function markedRequest(
  markers: Markers,
  vendor: Vendor,
  parts: {
    readonly path: string;
    readonly eventId: string;
    readonly body?: Buffer;
    readonly signedAt?: number;
  },
): RawRequest & { readonly headers: readonly (readonly [string, string])[]; readonly body: Buffer } {
  const body = parts.body ?? Buffer.from(vendor.body(parts.eventId, markers.text("body")));
  const { signedAt } = parts;
  const signed = signAsVendor(vendor, body, signedAt === undefined ? Date.now : () => signedAt);
  addSignature(markers, vendor.scheme, signed);
  return { path: parts.path, headers: [...Object.entries(signed), ...markedHeaders(markers)], body };
}

/** Headers that senders and proxies add, each with a marked value. */
function markedHeaders(markers: Markers): readonly (readonly [string, string])[] {
  return [
    ["authorization", `Bearer ${markers.text("authorization")}`],
    ["cookie", `session=${markers.text("cookie")}`],
    ["x-trace", markers.text("inbound header")],
    ["x-passed-on", markers.text("forwarded header")],
    ["user-agent", `sender/${markers.text("user agent")}`],
  ];
}
