import { afterAll, beforeAll, expect, test } from "vitest";
import { post, signInsight } from "../../flows/support/senders.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
  const callers = [{ name: "clinic-a", apiKey: "key a", secrets: ["secret a"] }];
  await api("sources", { body: { name: "visits", scheme: "insight-health", callers } });
});
afterAll(() => world[Symbol.asyncDispose]());

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...asking });
}

let sent = 0;

async function sendAs(apiKey: string, secret: string, path = "/in/north/visits"): Promise<number> {
  sent += 1;
  const body = JSON.stringify({ visit: sent });
  return (await post(`${world.running.url}${path}`, body, signInsight(apiKey, secret, body))).status;
}

test("a caller is let in from the answer to its creation on, and never shown with its API key", async () => {
  const clinic = { name: "clinic-b", apiKey: "key b", secrets: ["secret b"] };
  expect(await sendAs("key b", "secret b")).toBe(401);
  const made = await api("sources/visits/callers", { body: clinic });
  expect(made).toMatchObject({ status: 201, json: { name: "clinic-b", source: "visits", state: "enabled" } });
  expect(await sendAs("key b", "secret b")).toBe(200);
  expect((await api("sources/visits/callers", { body: clinic })).code).toBe("name_taken");
  const { text } = await api("sources/visits/callers");
  expect(text).toContain("clinic-b");
  expect(text).not.toContain("key b");
});

test("a paused caller is refused on its next request, and the others are not", async () => {
  await api("sources/visits/callers", { body: { name: "clinic-c", apiKey: "key c", secrets: ["secret c"] } });
  const paused = await api("sources/visits/callers/clinic-c/disable", { method: "POST" });
  expect(paused.json).toMatchObject({ state: "paused" });
  expect(await sendAs("key c", "secret c")).toBe(401);
  expect(await sendAs("key a", "secret a")).toBe(200);
  // A change of something else leaves it paused.
  await api("sources/visits", { method: "PATCH", body: { onConflict: "deliver" } });
  expect(await sendAs("key c", "secret c")).toBe(401);
  await api("sources/visits/callers/clinic-c/enable", { method: "POST" });
  expect(await sendAs("key c", "secret c")).toBe(200);
});

test("another API key takes the place of the old one at once", async () => {
  await api("sources/visits/callers", { body: { name: "clinic-d", apiKey: "key d", secrets: ["secret d"] } });
  const asking = { method: "PATCH", body: { apiKey: "next key d" } };
  expect((await api("sources/visits/callers/clinic-d", asking)).status).toBe(200);
  expect(await sendAs("key d", "secret d")).toBe(401);
  expect(await sendAs("next key d", "secret d")).toBe(200);
});

test("an API key that another caller has is refused, at its place and without being told", async () => {
  const body = { name: "clinic-e", apiKey: "key a", secrets: ["secret e"] };
  const { code, text } = await api("sources/visits/callers", { body });
  expect(code).toBe("request_invalid");
  expect(text).toContain('"/apiKey"');
  expect(text).not.toContain("key a");
});

test("problems of a new caller point into what was sent", async () => {
  const body = { name: "clinic-f", apiKey: "env:HOME", secrets: [{ value: "s", notAfter: "soon" }] };
  const { json } = await api("sources/visits/callers", { body });
  const { problems } = json as { readonly problems: readonly { readonly pointer: string }[] };
  expect(problems.map(({ pointer }) => pointer).sort()).toEqual(["/apiKey", "/secrets/0/notAfter"]);
});

test("a removed caller is refused on its next request, even the last one", async () => {
  const callers = [{ name: "only", apiKey: "key only", secrets: ["secret only"] }];
  await api("sources", { body: { name: "single", scheme: "insight-health", path: "/single", callers } });
  expect(await sendAs("key only", "secret only", "/single")).toBe(200);
  expect((await api("sources/single/callers/only", { method: "DELETE" })).status).toBe(204);
  expect(await sendAs("key only", "secret only", "/single")).not.toBe(200);
  expect((await api("sources/single/callers/only")).code).toBe("not_found");
  await api("sources/single/callers", { body: callers[0] });
  expect(await sendAs("key only", "secret only", "/single")).toBe(200);
});
