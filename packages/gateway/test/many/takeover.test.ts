import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ORGANIZATION, makeCrashWorld } from "../crash/crash-world.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { signAsVendor } from "../support/sign-as-vendor.ts";
import { waitUntil } from "../support/wait-until.ts";
import { post } from "../flows/support/senders.ts";
import { logClaims, readClaims } from "./support/claim-log.ts";
import { Fleet } from "./support/fleet.ts";
import { MAX_TAKEOVER_MS } from "./support/lease-laws.ts";

/** A lease of 16 seconds, and starting two gateways on a busy machine. */
const TEST_TIMEOUT_MS = 120_000;

/** A receiver that never answers its first request, and every other at once. */
async function openSilentReceiver(): Promise<{ readonly url: string; readonly arrivals: () => number }> {
  let arrivals = 0;
  const server = createServer((request, response) => {
    arrivals += 1;
    request.resume();
    if (arrivals > 1) response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, arrivals: () => arrivals };
}

test(
  "what a killed gateway held is delivered by another within five seconds after the lease, and not before",
  async () => {
    const world = makeCrashWorld();
    const receiver = await openSilentReceiver();
    const database = await createDatabase();
    await logClaims(database);
    // The first one delivers, the other takes no part until the first is gone.
    const options = { database, world, urlOf: (): string => receiver.url, size: 1 };
    await using delivering = await Fleet.start({ ...options, flags: ["--role", "deliver"] });
    await using receiving = await Fleet.start({ ...options, flags: ["--role", "receive"] });
    // Wanted by one endpoint only.
    const vendor = world.vendors.find(({ source }) => world.interestedEndpoints(source).length === 1);
    if (vendor === undefined) throw new Error("every source has several endpoints");
    const body = Buffer.from(vendor.body("evt-1", "a note"));
    const url = `${receiving.at(0).url}/in/${ORGANIZATION}/${vendor.source}`;
    expect((await post(url, body, signAsVendor(vendor, body))).status).toBe(200);
    await waitUntil("it is sent", () => receiver.arrivals() === 1);
    await delivering.at(0).kill();
    await using successor = await Fleet.start({ ...options, flags: ["--role", "deliver"] });
    await successor.at(0).logged("leases_expired");
    await waitUntil("it is sent again", () => receiver.arrivals() === 2);

    // By the times of the database.
    const [first, second] = await readClaims(database);
    if (first === undefined || second === undefined) throw new Error("it was not claimed twice");
    expect(first).toMatchObject({ token: 1, isExpired: true });
    const lateMs = second.claimedAt - first.leaseUntil;
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThanOrEqual(MAX_TAKEOVER_MS);
  },
  TEST_TIMEOUT_MS,
);
