import { ApiProblem, createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import type { Role } from "@countersign/contract";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closedPort } from "../../support/closed-port.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";

const SECRET = "the secret of the notes";
const REFUSED = 12;

let world: ApiWorld;

const clientOf = (role: Role): Client => createClient({ url: world.url, apiKey: world.north[role] });

async function send(source: string, id: string, secret = SECRET): Promise<number> {
  const body = JSON.stringify({ id, type: "note.created" });
  const headers = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
  const response = await fetch(`${world.url}/in/north/${source}`, { method: "POST", body, headers });
  await response.text();
  return response.status;
}

beforeAll(async () => {
  world = await startApiWorld({ allowInsecureEndpoints: true });
  const admin = clientOf("admin");
  for (const name of ["notes", "other"]) {
    await admin.call("createSource", { body: { name, scheme: "nabla", secrets: [SECRET] } });
  }
  const port = await closedPort();
  await admin.call("createEndpoint", {
    body: {
      name: "ehr",
      url: `http://127.0.0.1:${port}/`,
      scheme: "nabla",
      secrets: [SECRET],
      sources: ["notes"],
    },
  });
  for (const id of ["e-1", "e-2", "e-2"]) await send("notes", id);
  for (let count = 0; count < REFUSED; count += 1) await send("other", `r-${count}`, "another secret");
  await send("other", "e-3");
});
afterAll(() => world[Symbol.asyncDispose]());

const overview = (query: { range?: "1h" | "24h" | "7d"; source?: string } = {}) =>
  clientOf("viewer").call("getOverview", { query });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Counts are added to the store some seconds after they were noted. */
async function untilCounted(): Promise<void> {
  await waitUntil("all is counted", async () => {
    const { totals } = await overview();
    return totals.received === 4 + REFUSED && totals.attemptsFailed >= 2;
  });
}

test("counts what came and went by source and endpoint, as sums and as points", async () => {
  await untilCounted();
  const { totals, sources, endpoints, series, points } = await overview({ range: "1h" });
  expect(totals).toMatchObject({ received: 16, accepted: 3, duplicates: 1, refused: 12, delivered: 0 });
  expect(totals).toMatchObject({ pending: 2, p95DeliverySeconds: null });
  expect(totals.oldestPendingAt).not.toBeNull();
  const ofSources = sources.map(({ source, accepted, refused }) => [source, accepted, refused]);
  expect(ofSources.length).toBe(2);
  expect(ofSources).toContainEqual(["notes", 2, 0]);
  expect(ofSources).toContainEqual(["other", 1, 12]);
  expect(endpoints).toMatchObject([{ endpoint: "ehr", pending: 2, deadLetters: 0 }]);
  expect([series.accepted.length, sum(series.accepted), sum(series.refused)]).toEqual([points, 3, 12]);
  expect(sum(sources.find(({ source }) => source === "other")?.series.refused ?? [])).toBe(12);
});

test("with a source, what was received is that of it alone", async () => {
  await untilCounted();
  const { totals, sources, endpoints } = await overview({ source: "notes" });
  expect(totals).toMatchObject({ received: 3, refused: 0 });
  expect([sources.length, endpoints.length]).toEqual([1, 1]);
  await expect(overview({ source: "missing" })).rejects.toBeInstanceOf(ApiProblem);
});

test("another organization sees nothing of it", async () => {
  const south = createClient({ url: world.url, apiKey: world.south.viewer });
  const { totals, sources, endpoints } = await south.call("getOverview", { query: {} });
  expect([totals.received, sources, endpoints]).toEqual([0, [], []]);
  expect((await south.call("listAttention")).items).toEqual([]);
});

test("says which source refuses much, and with which code", async () => {
  await untilCounted();
  // The refused requests are kept a moment after they were answered.
  await waitUntil("the dominant code is known", async () => {
    const { items } = await clientOf("viewer").call("listAttention");
    return items.some(({ code }) => code === "no_match");
  });
  const { items } = await clientOf("viewer").call("listAttention");
  expect(items).toContainEqual(
    expect.objectContaining({
      kind: "source_refusing",
      urgency: "now",
      resource: { kind: "source", name: "other" },
      code: "no_match",
      count: 12,
    }),
  );
  expect(items.some(({ resource }) => resource.name === "notes")).toBe(false);
});
