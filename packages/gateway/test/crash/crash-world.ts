import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { insightHealth, nabla, standardWebhooks } from "countersign/schemes";
import type { ReceiverEndpoint } from "../support/verifying-receiver.ts";
import { vendorEnvironment, vendorSources, variableOf } from "../support/vendor-sources.ts";
import { makeVendors, randomSecret } from "../support/vendors.ts";
import type { Vendor } from "../support/vendors.ts";

export const ORGANIZATION = "northside";

/** Retries come at once and for long: after the last restart everything settles within seconds. */
const QUICK_RETRIES_MS = Array.from({ length: 40 }, () => 50);
/** As short as receivers of this machine allow: what a killed gateway had under way is leased for so long and 15 s more. */
const ATTEMPT_TIMEOUT_MS = 5000;
/** An endpoint that gives up soon, so that dead letters exist. */
const ONE_RETRY_MS = [20];

interface CrashEndpoint extends ReceiverEndpoint {
  readonly retryScheduleMs: readonly number[];
  /** Sources and event types as the configuration file says them. */
  readonly sources: readonly string[];
  readonly events: readonly string[];
  /** The same as a plain list, found by reading and not by the matcher under test. */
  readonly wantsSources: readonly string[];
}

/** Who sends and who receives in the crash test. */
export interface CrashWorld {
  readonly vendors: readonly Vendor[];
  readonly endpoints: readonly CrashEndpoint[];
  readonly environment: Readonly<Record<string, string>>;
  readonly interestedEndpoints: (source: string) => readonly string[];
}

/** The receiver's path that refuses half of its deliveries for ever. */
export const DEAD_LETTER_ENDPOINT = "refuser";

export function makeCrashWorld(): CrashWorld {
  const vendors = makeVendors();
  const all = vendors.map(({ source }) => source);
  const endpoints: readonly CrashEndpoint[] = [
    {
      name: "ehr",
      scheme: standardWebhooks,
      secret: `whsec_${Buffer.from(randomSecret(), "hex").toString("base64")}`,
      retryScheduleMs: QUICK_RETRIES_MS,
      sources: ["*"],
      events: ["*"],
      wantsSources: all,
    },
    {
      name: "notes",
      scheme: insightHealth,
      secret: randomSecret(),
      apiKey: randomSecret(),
      retryScheduleMs: QUICK_RETRIES_MS,
      sources: ["nabla*", "insight"],
      events: ["*note*", "NOTE_EXPORT"],
      wantsSources: ["nabla", "nabla-connect", "insight"],
    },
    {
      name: DEAD_LETTER_ENDPOINT,
      scheme: nabla,
      secret: randomSecret(),
      retryScheduleMs: ONE_RETRY_MS,
      sources: ["honeybee"],
      events: ["order.*"],
      wantsSources: ["honeybee"],
    },
  ];
  return {
    vendors,
    endpoints,
    environment: {
      ...vendorEnvironment(vendors),
      ...Object.fromEntries(
        endpoints.flatMap(({ name, secret, apiKey = "" }) => [
          [variableOf(`endpoint-${name}`), secret],
          [variableOf(`endpoint-${name}-api-key`), apiKey],
        ]),
      ),
    },
    interestedEndpoints: (source) =>
      endpoints.filter(({ wantsSources }) => wantsSources.includes(source)).map(({ name }) => name),
  };
}

/** Writes the configuration file of this world. Gives its path. */
export async function writeCrashConfiguration(
  directory: string,
  world: CrashWorld,
  urlOf: (endpoint: string) => string,
): Promise<string> {
  const endpoints = world.endpoints.map(({ name, scheme, apiKey, retryScheduleMs, sources, events }) => ({
    name,
    url: urlOf(name),
    scheme: scheme.id,
    secrets: [`env:${variableOf(`endpoint-${name}`)}`],
    ...(apiKey === undefined ? {} : { apiKey: `env:${variableOf(`endpoint-${name}-api-key`)}` }),
    sources,
    events,
    retryScheduleMs,
    attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
    // A circuit that opens pauses for longer than the draining takes; it has tests of its own.
    circuit: { failures: 0 },
  }));
  const path = join(directory, "countersign.json");
  const organizations = [{ name: ORGANIZATION, sources: vendorSources(world.vendors), endpoints }];
  await writeFile(path, JSON.stringify({ organizations }));
  return path;
}
