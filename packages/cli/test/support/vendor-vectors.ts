import { readFileSync } from "node:fs";

/** A captured request of a vendor, computed independently in several languages. */
export interface VendorVector {
  readonly vendor: string;
  readonly name: string;
  readonly profile?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string;
  readonly secrets: readonly string[];
  readonly keyEncoding?: "utf8" | "hex";
  readonly nowMs?: number;
  readonly expect: "accept" | "reject";
}

const VECTORS = new URL("../../../../vectors/vendors.json", import.meta.url);

const schemeIds: Readonly<Record<string, string>> = {
  insight: "insight-health",
  "nabla/core": "nabla",
  "nabla/connect": "nabla-connect",
  "honeybee/secret-header": "honeybee-secret",
};

/** Every vector with its bytes in the file, by the id of its scheme. */
export function vendorVectors(): ReadonlyMap<string, readonly VendorVector[]> {
  const { meta: _, ...lists } = JSON.parse(readFileSync(VECTORS, "utf8")) as Record<string, VendorVector[]>;
  const all = Object.values(lists).flat();
  const byScheme = new Map<string, VendorVector[]>();
  for (const vector of all) {
    if (vector.bodyBase64 === undefined) continue;
    const key = vector.profile === undefined ? vector.vendor : `${vector.vendor}/${vector.profile}`;
    const id = schemeIds[key] ?? vector.vendor;
    byScheme.set(id, [...(byScheme.get(id) ?? []), vector]);
  }
  return byScheme;
}
