import { createSigner } from "countersign";
import { honeybee, nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nablaEvent, post } from "../../flows/support/senders.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";

const SECRET = "the secret of the lab";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld({ publicUrl: "https://hooks.example.org" });
});
afterAll(() => world[Symbol.asyncDispose]());

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...asking });
}

let sent = 0;

/** Sends one signed request to a path of the gateway, and gives the status it was answered with. */
async function sendTo(path: string, secret = SECRET): Promise<number> {
  sent += 1;
  const body = nablaEvent(`evt-${sent}`);
  const headers = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
  return (await post(`${world.running.url}${path}`, body, headers)).status;
}

function lab(name: string): { readonly name: string; readonly scheme: string; readonly secrets: string[] } {
  return { name, scheme: "nabla", secrets: [SECRET] };
}

test("a source receives from the answer to its creation on, and not before", async () => {
  expect(await sendTo("/in/north/created")).toBe(401);
  const made = await api("sources", { body: lab("created") });
  expect(made).toMatchObject({
    status: 201,
    json: { name: "created", state: "enabled", path: "/in/north/created", managedBy: "api", version: 1 },
  });
  expect(await sendTo("/in/north/created")).toBe(200);
});

test("a paused source refuses the very next request like an unknown one, and receives again once enabled", async () => {
  await api("sources", { body: lab("paused") });
  expect((await api("sources/paused/disable", { method: "POST" })).json).toMatchObject({ state: "paused" });
  expect(await sendTo("/in/north/paused")).toBe(401);
  const again = await api("sources/paused/disable", { method: "POST" });
  expect(again.json).toMatchObject({ state: "paused", version: 2 });
  expect((await api("sources/paused/enable", { method: "POST" })).json).toMatchObject({ state: "enabled" });
  expect(await sendTo("/in/north/paused")).toBe(200);
});

test("a deleted source is unknown from then on, and its name is free", async () => {
  await api("sources", { body: lab("deleted") });
  expect((await api("sources/deleted", { method: "DELETE" })).status).toBe(204);
  expect(await sendTo("/in/north/deleted")).toBe(401);
  expect((await api("sources/deleted")).code).toBe("not_found");
  expect((await api("sources/deleted", { method: "DELETE" })).code).toBe("not_found");
  expect((await api("sources", { body: lab("deleted") })).status).toBe(201);
  expect(await sendTo("/in/north/deleted")).toBe(200);
});

test("an update changes what it names at once, and null sets a field back to its default", async () => {
  await api("sources", { body: { ...lab("updated"), path: "/moved", toleranceMs: 1000 } });
  const moved = await api("sources/updated", { method: "PATCH", body: { path: null, maxBodyBytes: 5 } });
  expect(moved.json).toMatchObject({
    path: "/in/north/updated",
    maxBodyBytes: 5,
    toleranceMs: 1000,
    version: 2,
  });
  expect(await sendTo("/moved")).toBe(404);
  expect(await sendTo("/in/north/updated")).toBe(413);
  const reset = await api("sources/updated", {
    method: "PATCH",
    body: { maxBodyBytes: null, toleranceMs: null },
  });
  expect(reset.json).not.toHaveProperty("toleranceMs");
  expect(await sendTo("/in/north/updated")).toBe(200);
});

test("an update on an old state is refused, and changes nothing", async () => {
  await api("sources", { body: lab("tagged") });
  const etag = (await api("sources/tagged")).headers.get("etag") ?? "";
  const headers = { "if-match": etag };
  const first = await api("sources/tagged", { method: "PATCH", headers, body: { toleranceMs: 1 } });
  expect(first.status).toBe(200);
  const second = await api("sources/tagged", { method: "PATCH", headers, body: { toleranceMs: 2 } });
  expect(second.code).toBe("precondition_failed");
  const { text, headers: now } = await api("sources/tagged");
  expect(text).toBe(first.text);
  expect(text).toContain('"scheme":"nabla"');
  expect(now.get("etag")).toBe(first.headers.get("etag"));
});

test("a source tells when its newest event came, which makes no edit of it out of date", async () => {
  const made = await api("sources", { body: lab("heard") });
  expect(made.json).toMatchObject({
    lastEventAt: null,
    receiveUrl: "https://hooks.example.org/in/north/heard",
  });
  const before = Date.now();
  expect(await sendTo("/in/north/heard")).toBe(200);
  const heard = await api("sources/heard");
  const { lastEventAt } = heard.json as { readonly lastEventAt: string };
  expect(Date.parse(lastEventAt)).toBeGreaterThanOrEqual(before);
  const { items } = (await api("sources?limit=200")).json as { readonly items: readonly object[] };
  expect(items).toContainEqual(heard.json);
  const tag = heard.headers.get("etag") ?? "";
  expect(await sendTo("/in/north/heard")).toBe(200);
  expect((await api("sources/heard", { headers: { "if-none-match": tag } })).status).toBe(200);
  const asking = { method: "PATCH", headers: { "if-match": tag }, body: { toleranceMs: 5000 } };
  const changed = await api("sources/heard", asking);
  expect(changed.status).toBe(200);
});

test("a refused request is no event of a source", async () => {
  await api("sources", { body: lab("mistaken") });
  expect(await sendTo("/in/north/mistaken", "a wrong secret")).toBe(401);
  expect((await api("sources/mistaken")).json).toMatchObject({ lastEventAt: null });
});

test("a body is checked as an entry of the configuration file, and each problem points at its place", async () => {
  const wrong = { ...lab("wrong"), secrets: [{ value: "env:HOME" }], path: "/api/own", toleranceMs: -1 };
  const { code, json, text } = await api("sources", { body: wrong });
  expect(code).toBe("request_invalid");
  const { problems } = json as { readonly problems: readonly { readonly pointer: string }[] };
  expect(problems.map(({ pointer }) => pointer).sort()).toEqual([
    "/path",
    "/secrets/0/value",
    "/toleranceMs",
  ]);
  expect(text).not.toContain("HOME");
  const patch = await api("sources/nothing", { method: "PATCH", body: { toleranceMs: -1 } });
  expect(patch.code).toBe("not_found");
});

test("a path of another source is refused, also of another organization, which is not named", async () => {
  await ask(`${world.url}/api/v1/sources`, {
    apiKey: world.south.admin,
    body: { ...lab("own"), path: "/own" },
  });
  const { code, text } = await api("sources", { body: { ...lab("thief"), path: "/own" } });
  expect(code).toBe("request_invalid");
  expect(text).toContain('"/path"');
  expect(text).not.toContain("south");
});

test("the query of a public URL is signed and never shown", async () => {
  const publicUrl = "https://hooks.example.org/in?token=hidden-token";
  const made = await api("sources", { body: { ...lab("signed"), scheme: "honeybee", publicUrl } });
  expect(made.json).toMatchObject({ publicUrl: "https://hooks.example.org/in?token=***" });
  const changed = await api("sources/signed", { method: "PATCH", body: { onConflict: "deliver" } });
  for (const { text } of [made, changed, await api("sources?limit=200")]) {
    expect(text).not.toContain("hidden-token");
  }
  const body = nablaEvent("signed");
  const headers = createSigner(honeybee, { keys: [{ secret: SECRET }], publicUrl }).sign({ body });
  expect((await post(`${world.running.url}/in/north/signed`, body, headers)).status).toBe(200);
});

test("a name is taken once, and a repeated create with one idempotency key makes one source", async () => {
  const headers = { "idempotency-key": "make-once" };
  const asking = { headers, body: lab("once") };
  const [one, other] = await Promise.all([api("sources", asking), api("sources", asking)]);
  expect([one.status, other.status]).toEqual([201, 201]);
  expect(one.text).toBe(other.text);
  expect((await api("sources", { body: lab("once") })).code).toBe("name_taken");
  expect((await api("sources", { ...asking, body: lab("twice") })).code).toBe("idempotency_key_reused");
});

test("a custom scheme written out in the body verifies like a built-in one", async () => {
  const own = { ...nabla, id: "our-own", name: "Our own" };
  const made = await api("sources", { body: { ...lab("custom"), scheme: own } });
  expect(made.json).toMatchObject({ scheme: { id: "our-own" } });
  expect((await api("sources/custom")).text).toBe(made.text);
  expect(await sendTo("/in/north/custom")).toBe(200);
  const bad = await api("sources", { body: { ...lab("bad"), scheme: { ...own, version: 2 } } });
  expect(bad.code).toBe("request_invalid");
});

test("another organization's sources are not there", async () => {
  await api("sources", { body: lab("hidden") });
  const asSouth = { apiKey: world.south.admin };
  expect((await api("sources/hidden", asSouth)).code).toBe("not_found");
  const asking = { ...asSouth, method: "PATCH", body: { toleranceMs: 1 } };
  expect((await api("sources/hidden", asking)).code).toBe("not_found");
  expect((await api("sources", asSouth)).text).not.toContain("hidden");
});

test("the audit log says which fields were changed, and no value of any", async () => {
  await api("sources", { body: { ...lab("audited"), secrets: ["a very secret secret"] } });
  await api("sources/audited", { method: "PATCH", body: { path: "/audited-path" } });
  const { json, text } = await api("audit?limit=200");
  const { items } = json as {
    readonly items: readonly { readonly action: string; readonly resource: { readonly name: string } }[];
  };
  expect(items.filter(({ resource }) => resource.name === "audited")).toMatchObject([
    { action: "source.create", actor: { kind: "api_key", name: "north admin" }, facts: { scheme: "nabla" } },
    { action: "source.update", facts: { fields: ["path"] } },
  ]);
  expect(text).not.toContain("a very secret secret");
  expect(text).not.toContain("/audited-path");
});

test("no answer about a source holds its secret", async () => {
  await api("sources", { body: { ...lab("mute"), secrets: ["unspoken-secret"] } });
  const answers = await Promise.all([
    api("sources/mute"),
    api("sources?limit=200"),
    api("sources/mute/secrets"),
    api("sources/mute", { method: "PATCH", body: { toleranceMs: 1 } }),
    api("sources/mute/disable", { method: "POST" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  for (const { text } of answers) expect(text).not.toContain("unspoken-secret");
});
