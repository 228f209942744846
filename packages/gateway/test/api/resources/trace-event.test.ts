import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import type { Role } from "@countersign/contract";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { problemCodeOf } from "../support/problem-of.ts";

const SECRET = "the secret of the notes";
const PATIENT = "Jane Doe";

let world: ApiWorld;
let eventId: string;

const clientOf = (role: Role): Client => createClient({ url: world.url, apiKey: world.north[role] });

beforeAll(async () => {
  world = await startApiWorld();
  await clientOf("admin").call("createSource", {
    body: { name: "notes", scheme: "nabla", secrets: [{ id: "first", value: SECRET }] },
  });
  const body = JSON.stringify({ id: "e-1", type: "note.created", data: { name: PATIENT } });
  const headers = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body });
  const response = await fetch(`${world.url}/in/north/notes`, { method: "POST", body, headers });
  eventId = ((await response.json()) as { readonly id: string }).id;
});
afterAll(() => world[Symbol.asyncDispose]());

const trace = (role: Role = "operator") => clientOf(role).call("traceEvent", { params: { event: eventId } });

test("an event passes every step again, with the secret that matched", async () => {
  const traced = await trace();
  expect(traced.verdict.ok).toBe(true);
  expect(traced.steps.filter(({ isRight }) => !isRight)).toEqual([]);
  expect(traced.steps).toContainEqual(
    expect.objectContaining({ step: "key", keyId: "first", matches: true }),
  );
  expect(traced.secret).toBe("first");
});

test("nothing of the body, no secret and no signature is shown", async () => {
  const text = JSON.stringify(await trace("clinical"));
  for (const hidden of [PATIENT, SECRET, "note.created"]) expect(text).not.toContain(hidden);
  expect(text).not.toMatch(/[0-9a-f]{64}/);
});

test("a secret that is gone by now is told by the step of the one that took its place", async () => {
  const admin = clientOf("admin");
  await admin.call("rotateSourceSecret", { params: { source: "notes" }, body: {} });
  await admin.call("eraseSourceSecret", { params: { source: "notes", secret: "first" } });
  const traced = await trace();
  expect(traced.verdict).toEqual({ ok: false, code: "no_match" });
  expect(traced.secret).toBe("first");
});

test("where the source does not receive now there is nothing to judge with", async () => {
  await clientOf("admin").call("disableSource", { params: { source: "notes" } });
  expect(await problemCodeOf(trace())).toBe("source_not_receiving");
});

test("viewers and other organizations learn nothing", async () => {
  expect(await problemCodeOf(trace("viewer"))).toBe("role_not_allowed");
  const south = createClient({ url: world.url, apiKey: world.south.admin });
  expect(await problemCodeOf(south.call("traceEvent", { params: { event: eventId } }))).toBe("not_found");
});
