import type { Vendor } from "./vendors.ts";

/** Name of the environment variable that holds a secret of this name. */
export function variableOf(name: string): string {
  return `TEST_${name.replaceAll("-", "_").toUpperCase()}`;
}

/** The sources of a configuration file for these vendors; secrets are references to variables. */
export function vendorSources(vendors: readonly Vendor[]): readonly Readonly<Record<string, unknown>>[] {
  return vendors.map((vendor) => {
    const secrets = [`env:${variableOf(vendor.source)}`];
    const apiKey = `env:${variableOf(`${vendor.source}-api-key`)}`;
    return {
      name: vendor.source,
      scheme: vendor.scheme.id,
      ...(vendor.apiKey === undefined ? { secrets } : { callers: [{ name: "clinic", apiKey, secrets }] }),
      ...(vendor.publicUrl === undefined ? {} : { publicUrl: vendor.publicUrl }),
    };
  });
}

/** The variables that these sources refer to. */
export function vendorEnvironment(vendors: readonly Vendor[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    vendors.flatMap((vendor) => [
      [variableOf(vendor.source), vendor.secret],
      ...(vendor.apiKey === undefined ? [] : [[variableOf(`${vendor.source}-api-key`), vendor.apiKey]]),
    ]),
  );
}
