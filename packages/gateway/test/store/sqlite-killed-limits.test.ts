import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { START, configurationDocument, endpointDocument, first, openUntilTestEnds } from "./scenario.ts";
import { organizationDocument } from "./scenario.ts";
import { sqliteHarness } from "./sqlite-harness.ts";

const FIXTURE = fileURLToPath(new URL("./limited-process.fixture.mjs", import.meta.url));
const PAUSE_MS = 30_000;

test("a killed process leaves the circuits it opened open, and the tokens it took taken", async () => {
  const place = await sqliteHarness.createPlace();
  const rate = { count: 1, periodMs: 60_000, burst: 2 };
  const endpoints = [endpointDocument({ name: "limited", rate }), endpointDocument({ name: "broken" })];
  const document = configurationDocument(organizationDocument({ endpoints }));
  const child = spawn(process.execPath, [FIXTURE, place, JSON.stringify(document), String(START)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toBe("4");
    child.kill("SIGKILL");
  }
  await exited;

  const store = await openUntilTestEnds(sqliteHarness, place, { now: () => START });
  const { organizations } = await store.loadConfiguration();
  const organization = first(organizations);
  const claimedOf = async (name: string, now: number): Promise<number> => {
    const endpoint = first(organization.endpoints.filter((each) => each.name === name));
    const wanted = {
      organizationId: organization.id,
      configVersion: organization.configVersion,
      endpointId: endpoint.id,
      limit: 9,
      concurrency: 9,
      leaseMs: 1000,
      ...(endpoint.rate !== undefined && { rate: endpoint.rate }),
    };
    return (await store.claim({ now, wanted: [wanted] })).claimed.length;
  };
  expect(await claimedOf("limited", START + 59_999)).toBe(0);
  expect(await claimedOf("limited", START + 60_000)).toBe(1);
  expect(await claimedOf("broken", START + PAUSE_MS - 1)).toBe(0);
  expect(await claimedOf("broken", START + PAUSE_MS)).toBe(1);
});
