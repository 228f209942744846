import { nabla } from "countersign/schemes";
import { vi } from "vitest";
import type { Stage } from "./stage.ts";

/** A few rows in every list: Tab goes through each of them. */
const NOTES = 6;
/** Far beyond what deliveries and quarantine take on a busy machine. */
const WAIT = { timeout: 60_000, interval: 100 } as const;

/** One of everything that the console shows, the most telling of each where its list begins. */
export async function fillGateway({ gateway: { client }, traffic }: Stage): Promise<void> {
  const { sendNotes, sendSchedule, sendTampered } = await traffic();
  await sendNotes(NOTES);
  await sendTampered();
  await sendSchedule(2);
  await client.call("createScheme", { body: { ...nabla, id: "acme", name: "Acme Labs" } });
  await client.call("createSource", {
    body: { name: "acme", scheme: "acme", secrets: ["a secret of acme"] },
  });
  await client.call("createSource", {
    body: {
      name: "acme-clinics",
      scheme: "insight-health",
      callers: [{ name: "clinic", apiKey: "key-of-the-clinic", secrets: ["secret-of-the-clinic"] }],
    },
  });
  await client.call("createConnection", { body: { name: "archive", endpoint: "ehr", source: "nabla" } });
  await client.call("createConnection", { body: { name: "planner", endpoint: "billing" } });
  await client.call("createUser", {
    body: { name: "Ada Night", email: "ada@clinic.example", role: "viewer" },
  });
  await client.call("createLegalHold", { body: { scope: { source: "nabla" }, reason: "Case 4711" } });
  await vi.waitUntil(async () => {
    const { items } = await client.call("listDeliveries", { query: { endpoint: "billing" } });
    return items.filter(({ attempts, state }) => state === "pending" && attempts === 2).length === 2;
  }, WAIT);
  await vi.waitUntil(async () => (await client.call("listQuarantine")).items.length > 0, WAIT);
  // So slow that it is seen on its way.
  const body = { what: "resend", filter: { source: "nabla" }, reason: "for the story" } as const;
  await client.call("createReplay", { body: { ...body, ratePerSecond: 1 } });
}
