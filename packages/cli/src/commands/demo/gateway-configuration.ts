import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoSecrets } from "./demo-secrets.ts";
import type { Vendor } from "./vendors.ts";
import { vendors } from "./vendors.ts";

/** How long the old keys stay accepted: longer than any demo. */
const OVERLAP_MS = 60 * 60 * 1000;
const OWNER_ONLY = 0o600;

export interface ConfigurationPlace {
  readonly folder: string;
  /** Where the gateway delivers. */
  readonly receiverUrl: string;
}

export interface WrittenConfiguration {
  readonly file: string;
  /** Variables that the file's `env:` references name. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Writes the configuration as an operator would in the middle of a change of keys: new secrets from the environment,
 * old ones from files beside it and with an end. JSON is YAML too.
 */
export async function writeGatewayConfiguration(
  secrets: DemoSecrets,
  { folder, receiverUrl }: ConfigurationPlace,
): Promise<WrittenConfiguration> {
  const environment: Record<string, string> = { DEMO_ENDPOINT_SECRET: secrets.endpointSecret };
  const oldKeysEnd = new Date(Date.now() + OVERLAP_MS).toISOString();
  const sources: object[] = [];
  for (const vendor of vendors) {
    const { oldSecret, newSecret, apiKey } = secrets.of(vendor);
    const oldSecretFile = `${vendor.source}-old.secret`;
    await writeFile(join(folder, oldSecretFile), `${oldSecret}\n`, { mode: OWNER_ONLY });
    const newSecretVariable = variableName(vendor, "NEW_SECRET");
    environment[newSecretVariable] = newSecret;
    const keys = [
      { id: "new", value: `env:${newSecretVariable}` },
      { id: "old", value: `file:${oldSecretFile}`, notAfter: oldKeysEnd },
    ];
    const source = { name: vendor.source, scheme: vendor.example.scheme.id };
    if (apiKey === undefined) {
      sources.push({ ...source, secrets: keys, ...publicUrlOf(vendor) });
    } else {
      const apiKeyVariable = variableName(vendor, "API_KEY");
      environment[apiKeyVariable] = apiKey;
      sources.push({
        ...source,
        callers: [{ name: "clinic", apiKey: `env:${apiKeyVariable}`, secrets: keys }],
      });
    }
  }
  const endpoint = {
    name: "receiver",
    url: receiverUrl,
    scheme: "standard-webhooks",
    secrets: ["env:DEMO_ENDPOINT_SECRET"],
    sources: ["*"],
    events: ["*"],
  };
  const file = join(folder, "countersign.json");
  await writeFile(
    file,
    JSON.stringify({ organizations: [{ name: "demo", sources, endpoints: [endpoint] }] }, undefined, 2),
  );
  return { file, environment };
}

function variableName({ source }: Vendor, what: string): string {
  return `DEMO_${source.toUpperCase()}_${what}`;
}

function publicUrlOf({ publicUrl }: Vendor): { readonly publicUrl?: string } {
  return publicUrl === undefined ? {} : { publicUrl };
}
