import { expect, test } from "vitest";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { NABLA_SECRET, postNabla } from "../flows/support/senders.ts";
import { ask } from "../api/support/ask.ts";
import { waitUntil } from "../support/wait-until.ts";
import { callApi, startGateways, startOnDatabase } from "./support/start-gateways.ts";

const EVENTS = 5;
const ENDPOINT_SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;

/** A source, and an endpoint that gets what comes to it. */
async function connect(
  gateway: Parameters<typeof callApi>[0],
  { apiKey, receiverUrl }: { readonly apiKey: string; readonly receiverUrl: string },
): Promise<void> {
  const source = { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] };
  await callApi(gateway, "sources", { apiKey, body: source });
  const signed = { scheme: "standard-webhooks", secrets: [ENDPOINT_SECRET] };
  await callApi(gateway, "endpoints", { apiKey, body: { ...signed, url: receiverUrl, name: "ehr" } });
}

test("one gateway that receives and one that delivers do the whole together, and neither does the other's part", async () => {
  await using receiver = await openHttpReceiver();
  const { database, all, apiKey } = await startGateways({ role: "receive" });
  const [receiving] = all;
  if (receiving === undefined) throw new Error("no gateway");
  await connect(receiving, { apiKey, receiverUrl: receiver.url });
  for (let event = 0; event < EVENTS; event += 1) {
    expect((await postNabla(`${receiving.url}/in/northside/nabla`, `evt-${event}`)).status).toBe(200);
  }
  expect(await receiving.metric(`countersign_deliveries{state="pending"}`)).toBe(EVENTS);

  const delivering = await startOnDatabase(database, { role: "deliver" });
  await waitUntil("all are delivered", () => receiver.requests.length === EVENTS);
  // What comes in while both run is found without a word.
  await postNabla(`${receiving.url}/in/northside/nabla`, "evt-last");
  await waitUntil("the last is delivered", () => receiver.requests.length === EVENTS + 1);
  const attempts = `countersign_attempts_total{organization="northside",endpoint="ehr",result="delivered"}`;
  // The receiver has the last one before its attempt is recorded.
  await waitUntil("all are counted", async () => (await delivering.metric(attempts)) === EVENTS + 1);
  expect(await receiving.metric(attempts)).toBe(0);

  expect((await postNabla(`${delivering.url}/in/northside/nabla`, "evt-elsewhere")).status).toBe(404);
  for (const { url } of [receiving, delivering]) {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    expect((await ask(`${url}/api/v1/deliveries`, { apiKey })).status).toBe(200);
  }
});

test("a replay that is asked of a gateway that receives is worked on by one that delivers", async () => {
  await using receiver = await openHttpReceiver();
  const { all, apiKey } = await startGateways({ role: "receive" }, { role: "deliver" });
  const [receiving] = all;
  if (receiving === undefined) throw new Error("no gateway");
  await connect(receiving, { apiKey, receiverUrl: receiver.url });
  await postNabla(`${receiving.url}/in/northside/nabla`, "evt-1");
  await waitUntil("it is delivered", () => receiver.requests.length === 1);
  const replay = { what: "resend", filter: {}, to: "ehr", reason: "the receiver has lost it" };
  await callApi(receiving, "replays", { apiKey, body: replay });
  await waitUntil("it is delivered again", () => receiver.requests.length === 2);
  const [first, again] = receiver.requests;
  expect(again?.header("countersign-event")).toBe(first?.header("countersign-event"));
});
