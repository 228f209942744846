import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nablaEvent, post } from "../../flows/support/senders.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";

const SECRET = "the secret of the lab";

/** Nobody listens there: ports below 1024 need a privilege, and nothing uses the first. */
const CLOSED = "http://127.0.0.1:1/";

let world: ApiWorld;
/** Paths that deliveries came to, with their `countersign-source`. */
const received: { readonly path: string; readonly zone: string | undefined }[] = [];
const receiver = createServer((request, response) => {
  request.resume().on("end", () => {
    received.push({ path: request.url ?? "", zone: request.headers["x-zone"]?.toString() });
    response.end();
  });
});
let receiverUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    receiver.listen(0, "127.0.0.1", resolve);
  });
  receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  world = await startApiWorld({ allowInsecureEndpoints: true });
  await api("sources", { body: { name: "lab", scheme: "nabla", secrets: [SECRET] } });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  receiver.closeAllConnections();
  receiver.close();
});

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...asking });
}

let sent = 0;

async function send(type = "note.created"): Promise<void> {
  sent += 1;
  const body = nablaEvent(`evt-${sent}`, type);
  const headers = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body });
  const { status } = await post(`${world.running.url}/in/north/lab`, body, headers);
  if (status !== 200) throw new Error(`answered ${status}`);
}

function ehr(name: string, change: object = {}): object {
  const url = `${receiverUrl}/${name}`;
  return { name, url, scheme: "nabla", secrets: ["outbound"], events: [`${name}.*`], ...change };
}

function receivedBy(name: string): number {
  return received.filter(({ path }) => path === `/${name}`).length;
}

test("an endpoint gets what is accepted after the answer to its creation", async () => {
  await send("made.early");
  expect((await api("endpoints", { body: ehr("made") })).status).toBe(201);
  await send("made.late");
  await waitUntil("it arrived", () => receivedBy("made") === 1);
});

test("a paused endpoint keeps its backlog and goes on with it once enabled; meanwhile it gets nothing new", async () => {
  const retryScheduleMs = [3000, 3000, 3000, 3000];
  await api("endpoints", { body: ehr("waits", { url: CLOSED, retryScheduleMs }) });
  await send("waits.first");
  await waitUntil("a try has failed", async () => (await world.running.metric(failuresOf("waits"))) > 0);
  await api("endpoints/waits/disable", { method: "POST" });
  await send("waits.second");
  const body = { url: `${receiverUrl}/waits` };
  const moved = await api("endpoints/waits", { method: "PATCH", body });
  expect(moved.json).toMatchObject({ state: "paused" });
  const enabled = await api("endpoints/waits/enable", { method: "POST" });
  expect(enabled.json).toMatchObject({ state: "enabled" });
  await send("waits.third");
  await waitUntil("the first and the third arrived", () => receivedBy("waits") === 2);
});

test("a deleted endpoint's open deliveries are cancelled and counted", async () => {
  await api("endpoints", { body: ehr("goes", { url: CLOSED, retryScheduleMs: [600_000] }) });
  await send("goes.first");
  await send("goes.second");
  await waitUntil("both have failed", async () => (await world.running.metric(failuresOf("goes"))) === 2);
  const deleted = await api("endpoints/goes", { method: "DELETE" });
  expect(deleted).toMatchObject({ status: 200, json: { cancelledDeliveries: 2 } });
  expect((await api("endpoints/goes")).code).toBe("not_found");
});

test("a changed address is where the next delivery goes", async () => {
  await api("endpoints", { body: ehr("moves") });
  await send("moves.before");
  await waitUntil("the first arrived", () => receivedBy("moves") === 1);
  await api("endpoints/moves", { method: "PATCH", body: { url: `${receiverUrl}/moved` } });
  await send("moves.after");
  await waitUntil("the second arrived", () => receivedBy("moved") === 1);
  expect(receivedBy("moves")).toBe(1);
});

test("headers and the query of the URL are sent and never shown", async () => {
  const hidden = {
    headers: { "X-Zone": "hidden-zone" },
    url: `${receiverUrl}/masked?token=hidden-token&a=b`,
  };
  const made = await api("endpoints", { body: ehr("masked", hidden) });
  expect(made.json).toMatchObject({
    url: `${receiverUrl}/masked?token=***&a=***`,
    headerNames: ["X-Zone"],
    hasApiKey: false,
  });
  // A change of something else keeps what is not shown.
  const changed = await api("endpoints/masked", { method: "PATCH", body: { concurrency: 3 } });
  expect(changed.json).toMatchObject({ concurrency: 3 });
  for (const { text } of [made, changed, await api("endpoints"), await api("audit?limit=200")]) {
    expect(text).not.toContain("hidden-");
  }
  await send("masked.event");
  await waitUntil("it arrived", () => received.some(({ zone }) => zone === "hidden-zone"));
  expect(received.at(-1)?.path).toContain("hidden-token");
});

test("a source that nobody has is a slip, in a create and in an update", async () => {
  const wrong = await api("endpoints", { body: ehr("slip", { sources: ["lab", "lav"] }) });
  expect(wrong.code).toBe("request_invalid");
  expect(wrong.text).toContain("/sources/1");
  expect((await api("endpoints", { body: ehr("slip", { sources: ["l*"] }) })).status).toBe(201);
  const update = await api("endpoints/slip", { method: "PATCH", body: { sources: ["x*"] } });
  expect(update.code).toBe("request_invalid");
});

test("what the organization sends itself, and the gateway's own troubles, are wanted by name", async () => {
  const made = await api("endpoints", { body: ehr("own", { sources: ["api", "countersign"] }) });
  expect([made.status, made.json]).toMatchObject([201, { sources: ["api", "countersign"] }]);
});

test("without the setting for development, an endpoint must be public and HTTPS", async () => {
  await using strict = await startApiWorld();
  const asking = { apiKey: strict.north.admin, body: ehr("insecure") };
  const { code, text } = await ask(`${strict.url}/api/v1/endpoints`, asking);
  expect(code).toBe("request_invalid");
  expect(text).toContain('"/url"');
});

function failuresOf(endpoint: string): string {
  return `countersign_attempts_total{organization="north",endpoint="${endpoint}",result="connection_refused"}`;
}
