import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { senders, titleOf } from "./support/senders.ts";
import type { Sender } from "./support/senders.ts";
import { bodyOf, readVectors } from "../../vectors/read-vectors.ts";
import type { Vector } from "../../vectors/read-vectors.ts";

/** Vendor in the vectors → scheme. */
const SCHEMES = {
  insight: "insight-health",
  nabla: "nabla",
  suki: "suki",
  honeybee: "honeybee",
  zentact: "zentact",
} as const;
/** A process for each vector, on machines with few cores. */
const TIMEOUT_MS = 120_000;
const PROCESSES_AT_ONCE = 4;
const USAGE = 2;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-vectors-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

interface Printed {
  readonly vector: string;
  readonly exitCode: number | null;
  readonly headers: readonly string[];
}

/** Vendors with a vector whose secret no sender may take: an empty one, or one that is not hex. */
const WITH_UNUSABLE_SECRETS = ["insight", "zentact"] as const;

describe.each(senders.map((sender) => [titleOf(sender), sender] as const))("%s", (_title, sender) => {
  describe.skipIf(sender.missing.length > 0)("printing headers", () => {
    it.each(Object.entries(SCHEMES))(
      "signs every vector of %s as other languages do",
      { timeout: TIMEOUT_MS },
      async (vendor, scheme) => {
        const usable = vectorsFor(sender, vendor).filter(hasUsableSecrets);

        expect(usable.length).toBeGreaterThan(0);
        expect(await mapSome(usable, (vector) => printHeaders(sender, scheme, vector))).toEqual(
          usable.map((vector) => ({ vector: vector.name, exitCode: 0, headers: signedHeadersOf(vector) })),
        );
      },
    );

    it.each(WITH_UNUSABLE_SECRETS)(
      "refuses to sign as %s with a secret that cannot be one",
      async (vendor) => {
        const unusable = vectorsFor(sender, vendor).filter((vector) => !hasUsableSecrets(vector));

        expect(unusable.length).toBeGreaterThan(0);
        expect(await mapSome(unusable, (vector) => printHeaders(sender, SCHEMES[vendor], vector))).toEqual(
          unusable.map((vector) => ({ vector: vector.name, exitCode: USAGE, headers: [] })),
        );
      },
    );
  });
});

/** All vectors but, for the shell, those with another method than POST or more than two secrets. */
function vectorsFor({ name }: Sender, vendor: string): readonly Vector[] {
  const vectors = readVectors("vendors.json").filter((vector) => vector.vendor === vendor);
  if (name === "send.py") return vectors;
  return vectors.filter(({ method, secrets }) => method === "POST" && secrets.length <= 2);
}

function hasUsableSecrets({ secrets, keyEncoding }: Vector): boolean {
  return secrets.every(
    (secret) => secret !== "" && (keyEncoding !== "hex" || /^([0-9a-f]{2})+$/i.test(secret)),
  );
}

async function printHeaders(sender: Sender, scheme: string, vector: Vector): Promise<Printed> {
  const bodyFile = join(folder, `${sender.name}-${scheme}-${vector.name}`);
  await writeFile(bodyFile, bodyOf(vector));
  const { exitCode, stdout } = await sender.send({
    scheme: vector.profile === "secret-header" ? "honeybee-secret" : scheme,
    url: vector.url,
    bodyFile,
    secrets: vector.secrets,
    apiKey: scheme === "insight-health" ? vector.headers["X-API-Key"] : undefined,
    keyEncoding: vector.keyEncoding,
    timestamp: vector.headers["x-nabla-webhook-timestamp"] ?? vector.headers["generated-at"],
    method: vector.method === "POST" ? undefined : vector.method,
    flags: ["--print-headers"],
  });
  return { vector: vector.name, exitCode, headers: stdout.split("\n").filter(Boolean).sort() };
}

function signedHeadersOf({ headers }: Vector): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name !== "Content-Type")
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
}

/** Like `Promise.all(items.map(…))`, a few at once. */
async function mapSome<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += PROCESSES_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + PROCESSES_AT_ONCE).map(map))));
  }
  return results;
}
