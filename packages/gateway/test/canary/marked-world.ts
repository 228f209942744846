import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { variableOf, vendorEnvironment, vendorSources } from "../support/vendor-sources.ts";
import type { Vendor } from "../support/vendors.ts";
import { markedVendors } from "./marked-vendors.ts";
import type { Markers } from "./markers.ts";

export const ORGANIZATION = "northside";
/** A literal path that two sources share; their API keys tell them apart, and each has a method of its own. */
export const SHARED_PATH = "/v2/webhooks/nexus/sync-appointments";
/** Small, so that a body beyond it costs nothing. */
export const MAX_BODY_BYTES = 4096;

const VARIABLES = {
  strict: variableOf("strict"),
  otherApiKey: variableOf("other-api-key"),
  otherSecret: variableOf("other-secret"),
  endpoint: variableOf("endpoint"),
  partnerToken: variableOf("partner-token"),
} as const;

/** Who sends, and the variables in which the gateway finds the secrets. All is marked. */
export interface MarkedWorld {
  readonly vendors: readonly Vendor[];
  /** Refuses what it cannot read. */
  readonly strict: Vendor;
  /** Calls the shared path with PUT. */
  readonly other: Vendor;
  readonly environment: Readonly<Record<string, string>>;
}

export function makeMarkedWorld(markers: Markers): MarkedWorld {
  const vendors = markedVendors(markers);
  const byScheme = (id: string): Vendor => {
    const vendor = vendors.find(({ scheme }) => scheme.id === id);
    if (vendor === undefined) throw new Error(`no vendor with the scheme ${id}`);
    return vendor;
  };
  const strict = { ...byScheme("zentact"), source: "strict", secret: markers.secret("secret strict") };
  const other = {
    ...byScheme("insight-health"),
    source: "other",
    secret: markers.secret("secret other"),
    apiKey: markers.secret("API key other"),
  };
  return {
    vendors,
    strict,
    other,
    environment: {
      ...vendorEnvironment(vendors),
      [VARIABLES.strict]: strict.secret,
      [VARIABLES.otherApiKey]: other.apiKey,
      [VARIABLES.otherSecret]: other.secret,
      [VARIABLES.endpoint]: endpointSecret(markers),
      [VARIABLES.partnerToken]: markers.text("endpoint header from a variable"),
      COUNTERSIGN_MASTER_KEY: masterKey(markers),
    },
  };
}

/** The sources of the configuration file. */
export function markedSources({ vendors, strict, other }: MarkedWorld): readonly object[] {
  const sources = vendorSources(vendors).map((source) =>
    source["name"] === "insight"
      ? { ...source, path: SHARED_PATH }
      : { ...source, maxBodyBytes: MAX_BODY_BYTES },
  );
  return [
    ...sources,
    {
      name: strict.source,
      scheme: strict.scheme.id,
      secrets: [`env:${VARIABLES.strict}`],
      payloadCheck: "refuse",
    },
    {
      name: "limited",
      scheme: strict.scheme.id,
      secrets: [`env:${VARIABLES.strict}`],
      rateLimit: { perMinute: 1, burst: 1 },
    },
    {
      name: "elsewhere",
      scheme: strict.scheme.id,
      secrets: [`env:${VARIABLES.strict}`],
      allowFrom: ["203.0.113.0/24"],
    },
    {
      name: other.source,
      scheme: other.scheme.id,
      path: SHARED_PATH,
      method: "PUT",
      callers: [
        { name: "clinic", apiKey: `env:${VARIABLES.otherApiKey}`, secrets: [`env:${VARIABLES.otherSecret}`] },
      ],
    },
  ];
}

/** One endpoint of the configuration file: marked secret, marked headers, no patience. */
export function markedEndpoint(
  markers: Markers,
  name: string,
  given: Readonly<Record<string, unknown>> & { readonly url: string },
): object {
  return {
    name,
    scheme: "standard-webhooks",
    secrets: [`env:${VARIABLES.endpoint}`],
    headers: {
      "x-partner-token": `env:${VARIABLES.partnerToken}`,
      "x-partner-name": markers.text("endpoint header in the file"),
    },
    forwardHeaders: ["x-passed-on"],
    attemptTimeoutMs: 500,
    connectTimeoutMs: 300,
    retryScheduleMs: [],
    ...given,
  };
}

/** Writes a configuration file of one organization. Gives its path. */
export async function writeConfiguration(
  directory: string,
  parts: { readonly sources: readonly object[]; readonly endpoints: readonly object[] },
  name = "countersign.json",
): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, JSON.stringify({ organizations: [{ name: ORGANIZATION, ...parts }] }));
  return path;
}

/** Where this vendor sends to. */
export function receivePath(vendor: Vendor): string {
  const isSharing = vendor.scheme.caller !== undefined;
  return isSharing ? SHARED_PATH : `/in/${ORGANIZATION}/${vendor.source}`;
}

function endpointSecret(markers: Markers): string {
  const bytes = Buffer.from(markers.secret("secret of endpoints"), "hex");
  return `whsec_${bytes.toString("base64")}`;
}

function masterKey(markers: Markers): string {
  const bytes = randomBytes(32);
  markers.add("master key", bytes);
  return bytes.toString("base64");
}
