import { createSigner } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nablaEvent, post } from "../../flows/support/senders.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startSendingWorld } from "../support/sending-world.ts";
import type { SendingWorld } from "../support/sending-world.ts";
import { problemCodeOf } from "../support/problem-of.ts";

let world: SendingWorld;
/** The receiver of `flaky` answers with this. */
let flakyStatus = 410;

beforeAll(async () => {
  world = await startSendingWorld(({ url }) => (url === "/hook/flaky" ? flakyStatus : 200));
  await world.addEndpoint("flaky", { events: ["flaky.*"], retryScheduleMs: [] });
});
afterAll(() => world[Symbol.asyncDispose]());

async function send(type: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await world.client.operator.call("sendEvent", { body: { type, data: n } })).id);
  }
  return ids;
}

async function stateOf(replay: string): Promise<string> {
  return (await world.client.viewer.call("getReplay", { params: { replay } })).state;
}

test("a dead letter is retried, skipped and shown with its attempts", async () => {
  const { operator, clinical } = world.client;
  flakyStatus = 500;
  const [one = "", two = ""] = await send("flaky.dead", 2);
  const dead = async (): Promise<readonly { readonly id: string; readonly event: string }[]> =>
    (await operator.call("listDeliveries", { query: { state: "failed", endpoint: "flaky" } })).items;
  await waitUntil("both are dead letters", async () => (await dead()).length === 2);
  const [first, second] = [one, two].map(async (event) =>
    (await dead()).find((each) => each.event === event),
  );
  const delivery = (await first)?.id ?? "";
  const shown = await operator.call("getDelivery", { params: { delivery } });
  expect(shown).toMatchObject({ state: "failed", attempts: 1, tries: [{ number: 1, status: 500 }] });
  const reason = "asking the vendor";
  const responses = await clinical.call("revealResponses", { params: { delivery }, body: { reason } });
  expect(responses.items.length).toBeLessThanOrEqual(1);

  flakyStatus = 200;
  const retried = await operator.call("retryDelivery", { params: { delivery } });
  expect(["pending", "in_flight", "delivered"]).toContain(retried.state);
  await waitUntil("it is delivered", async () => {
    const { state } = await operator.call("getDelivery", { params: { delivery } });
    return state === "delivered";
  });
  expect(await problemCodeOf(operator.call("retryDelivery", { params: { delivery } }))).toBe(
    "action_not_allowed",
  );
  const other = { params: { delivery: (await second)?.id ?? "" } };
  expect((await operator.call("skipDelivery", other)).state).toBe("cancelled");
  expect(await problemCodeOf(operator.call("releaseDelivery", other))).toBe("action_not_allowed");
  expect(await dead()).toEqual([]);
});

test("a replay is previewed, made once under its key, and sends marked deliveries to another endpoint", async () => {
  const { operator } = world.client;
  const ids = await send("day.note", 4);
  await world.addEndpoint("archive", { events: ["nothing"] });
  const asked = { what: "resend" as const, filter: { types: ["day.*"] }, to: "archive" };
  expect(await operator.call("previewReplay", { body: asked })).toEqual({ count: 4 });
  const call = {
    body: { ...asked, ratePerSecond: 1000, reason: "a day was lost" },
    idempotencyKey: "replay-1",
  };
  const made = await operator.call("createReplay", call);
  expect(made).toMatchObject({ state: "running", total: 4, what: "resend", to: "archive" });
  expect((await operator.call("createReplay", call)).id).toBe(made.id);
  await waitUntil("it is done", async () => (await stateOf(made.id)) === "done");
  await waitUntil("all arrive", () => world.receivedBy("archive").length === 4);
  expect(await operator.call("getReplay", { params: { replay: made.id } })).toMatchObject({
    total: 4,
    done: 4,
    skipped: 0,
    failed: 0,
  });
  const received = world.receivedBy("archive");
  expect(received.map((request) => request.header("countersign-replay"))).toEqual(ids.map(() => made.id));
  expect(new Set(received.map((request) => request.header("countersign-event")))).toEqual(new Set(ids));
  const { items } = await operator.call("listDeliveries", { query: { replay: made.id } });
  expect(items).toHaveLength(4);
  expect((await operator.call("listReplays", { query: {} })).items.map(({ id }) => id)).toContain(made.id);
});

test("a replay is paused, resumed and stopped", async () => {
  const { operator } = world.client;
  await send("slow.note", 3);
  const filter = { types: ["slow.*"] };
  const body = { what: "resend" as const, filter, to: "archive", ratePerSecond: 1 };
  const { id } = await operator.call("createReplay", { body: { ...body, reason: "slowly" } });
  const params = { replay: id };
  expect((await operator.call("pauseReplay", { params })).state).toBe("paused");
  expect(await problemCodeOf(operator.call("pauseReplay", { params }))).toBe("action_not_allowed");
  expect((await operator.call("resumeReplay", { params })).state).toBe("running");
  expect((await operator.call("stopReplay", { params })).state).toBe("stopped");
  expect(await problemCodeOf(operator.call("resumeReplay", { params }))).toBe("action_not_allowed");
});

test("as received, the sender's own signature is passed on, and still proves the sender", async () => {
  const { admin, operator } = world.client;
  const secret = "the secret of both ends";
  await admin.call("createSource", { body: { name: "nabla", scheme: "nabla", secrets: [secret] } });
  await world.addEndpoint("mirror", { scheme: "nabla", secrets: ["another secret"], events: ["nothing"] });
  const body = nablaEvent("evt-as-received", "note.created");
  const signature = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
  expect((await post(`${world.api.running.url}/in/north/nabla`, body, signature)).status).toBe(200);
  const asked = { what: "resend", filter: { source: "nabla" }, to: "mirror", ratePerSecond: 1000 } as const;
  const made = await operator.call("createReplay", {
    body: { ...asked, signing: "as_received", reason: "the receiver checks the sender itself" },
  });
  await waitUntil("it is done", async () => (await stateOf(made.id)) === "done");
  await waitUntil("it arrives", () => world.receivedBy("mirror").length === 1);
  const [request] = world.receivedBy("mirror");
  for (const [name, value] of Object.entries(signature))
    expect(request?.header(name.toLowerCase())).toBe(value);
  expect(request?.body.toString()).toBe(Buffer.from(body).toString());
  const other = operator.call("createReplay", {
    body: { ...asked, to: "archive", signing: "as_received", reason: "of another scheme" },
  });
  expect(await problemCodeOf(other)).toBe("request_invalid");
});
