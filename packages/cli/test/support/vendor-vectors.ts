import { readVectors, schemeIdOf } from "../../../../vectors/read-vectors.ts";
import type { Vector } from "../../../../vectors/read-vectors.ts";

/** A vector with its bytes in the file. */
export type VendorVector = Vector & { readonly bodyBase64: string };

/** Every vector with its bytes in the file, by the id of its scheme. */
export function vendorVectors(): ReadonlyMap<string, readonly VendorVector[]> {
  const byScheme = new Map<string, VendorVector[]>();
  for (const vector of readVectors("vendors.json")) {
    if (!hasBytes(vector)) continue;
    const id = schemeIdOf(vector);
    byScheme.set(id, [...(byScheme.get(id) ?? []), vector]);
  }
  return byScheme;
}

function hasBytes(vector: Vector): vector is VendorVector {
  return vector.bodyBase64 !== undefined;
}
