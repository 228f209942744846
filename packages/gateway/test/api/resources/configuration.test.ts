import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nablaEvent, post } from "../../flows/support/senders.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";

let world: ApiWorld;
let north: Client;
let south: Client;
beforeAll(async () => {
  world = await startApiWorld();
  north = createClient({ url: world.url, apiKey: world.north.admin });
  south = createClient({ url: world.url, apiKey: world.south.admin });
});
afterAll(() => world[Symbol.asyncDispose]());

const values = { "env:LAB": "the secret of the lab" };

/** A file with one organization; each organization that is not told has left it. */
function fileOf(organization: string, ...sources: readonly object[]): string {
  return JSON.stringify({ organizations: [{ name: organization, sources }] });
}

function lab(name: string, settings: object = {}): object {
  return { name, scheme: "nabla", secrets: ["env:LAB"], ...settings };
}

/** Where a part begins in the last line that holds it, counted from 1. */
function columnOf(text: string, part: string): number {
  const start = text.indexOf(part);
  return start - text.lastIndexOf("\n", start);
}

async function sourcesOf(client: Client): Promise<readonly string[]> {
  return (await client.call("listSources")).items.map(({ name, state }) => `${name} ${state}`);
}

test("a file is in force when the answer comes, for the key's organization alone", async () => {
  await south.call("applyConfiguration", { body: { text: fileOf("south", lab("theirs")), values } });
  const applied = await north.call("applyConfiguration", {
    query: { prune: true },
    body: { text: fileOf("north", lab("lab")), values },
  });
  expect(applied).toMatchObject({
    isApplied: true,
    changes: [{ change: "create", kind: "source", name: "lab", owner: null }],
    hasOwnFile: false,
  });
  const body = nablaEvent("evt-1");
  const headers = createSigner(nabla, { keys: [{ secret: values["env:LAB"] }] }).sign({ body });
  expect((await post(`${world.running.url}/in/north/lab`, body, headers)).status).toBe(200);
  expect(await sourcesOf(south)).toEqual(["theirs enabled"]);
});

test("the same file again changes nothing, not even the version", async () => {
  const body = { text: fileOf("north", lab("lab")), values };
  await north.call("applyConfiguration", { body });
  const before = await north.call("getOrganization", { params: { organization: "north" } });
  expect((await north.call("applyConfiguration", { body })).changes).toEqual([]);
  expect(await north.call("getOrganization", { params: { organization: "north" } })).toEqual(before);
});

test("a dry run tells what the same request does without it", async () => {
  const body = { text: fileOf("north", lab("lab", { toleranceMs: 5000 }), lab("second")), values };
  const planned = await north.call("applyConfiguration", { query: { dryRun: true }, body });
  expect(planned.isApplied).toBe(false);
  expect(await sourcesOf(north)).toEqual(["lab enabled"]);
  const applied = await north.call("applyConfiguration", { body });
  expect(applied).toEqual({ ...planned, isApplied: true });
  expect(applied.changes).toContainEqual(
    expect.objectContaining({ change: "update", name: "lab", fields: ["toleranceMs"] }),
  );
});

test("a reference is answered with its place, and never read on the gateway's machine", async () => {
  const file = join(world.dataDirectory, "readable");
  writeFileSync(file, "a secret of this machine");
  const text = `organizations:\n  - name: north\n    sources:\n      - {name: x, scheme: nabla, secrets: ["file:${file}", "env:PATH"]}\n`;
  const asked = await north.call("applyConfiguration", { body: { text } });
  expect(asked).toMatchObject({ isApplied: false, changes: [] });
  expect(asked.wantedReferences).toEqual([
    { line: 4, column: columnOf(text, '"file:') },
    { line: 4, column: columnOf(text, '"env:') },
  ]);
  expect(await sourcesOf(north)).not.toContain("x enabled");
});

test("a path that another organization has is refused, and nothing is applied", async () => {
  const shared = "/hooks/shared";
  await south.call("applyConfiguration", {
    body: { text: fileOf("south", lab("theirs", { path: shared })), values },
  });
  const claim = fileOf("north", lab("third", { path: shared }), lab("fourth"));
  await expect(north.call("applyConfiguration", { body: { text: claim, values } })).rejects.toMatchObject({
    code: "configuration_conflict",
  });
  expect(await sourcesOf(north)).not.toContain("fourth enabled");
});

test("a mistake is told with line, column and field, and without what stands there", async () => {
  const text = `organizations:\n  - name: north\n    sources:\n      - {name: x, scheme: "jane doe", secrets: []}\n`;
  const refusal = north.call("applyConfiguration", { body: { text } });
  await expect(refusal).rejects.toMatchObject({
    code: "request_invalid",
    problem: {
      problems: [
        { at: { line: 4, column: columnOf(text, '"jane'), field: "organizations[0].sources[0].scheme" } },
      ],
    },
  });
  expect(JSON.stringify(await refusal.catch((error: unknown) => error))).not.toContain("jane");
});

test("what has left the file is disabled, and deleted where that is asked for; the audit log names it", async () => {
  await north.call("applyConfiguration", {
    body: { text: fileOf("north", lab("lab"), lab("second")), values },
  });
  const body = { text: fileOf("north", lab("lab")), values };
  expect((await north.call("applyConfiguration", { body })).changes).toMatchObject([
    { change: "disable", kind: "source", name: "second" },
  ]);
  expect(await sourcesOf(north)).toEqual(["lab enabled", "second removed"]);
  const pruned = await north.call("applyConfiguration", { query: { prune: true }, body });
  expect(pruned.changes).toMatchObject([{ change: "delete", kind: "source", name: "second" }]);
  expect(await sourcesOf(north)).toEqual(["lab enabled"]);
  const { items } = await north.call("listAuditEntries", { query: { limit: 200 } });
  expect(items.at(-1)).toMatchObject({
    action: "configuration.apply",
    actor: { kind: "api_key", name: "north admin" },
    facts: { sources: ["delete second"] },
  });
});

/** A file that keeps these schemes, whose only source names the dialect among them. */
function fileWith(schemes: readonly object[]): { readonly text: string; readonly values: typeof values } {
  const source = lab("lab", schemes.length === 0 ? {} : { scheme: "dialect" });
  return { text: JSON.stringify({ organizations: [{ name: "north", schemes, sources: [source] }] }), values };
}

test("schemes of the file are told in a dry run, put in force, and deleted where that is asked for", async () => {
  const scheme = { ...nabla, id: "dialect" };
  const body = fileWith([scheme]);
  const planned = await north.call("applyConfiguration", { query: { dryRun: true }, body });
  expect(planned.changes).toContainEqual(
    expect.objectContaining({ change: "create", kind: "scheme", name: "dialect" }),
  );
  const custom = { query: { origin: "custom" } } as const;
  expect((await north.call("listSchemes", custom)).items).toEqual([]);
  await north.call("applyConfiguration", { body });
  expect((await north.call("listSchemes", custom)).items).toMatchObject([
    { id: "dialect", managedBy: "file" },
  ]);
  expect(await north.call("getSource", { params: { source: "lab" } })).toMatchObject({ scheme: "dialect" });
  const changed = fileWith([{ ...scheme, name: "Another" }]);
  expect((await north.call("applyConfiguration", { body: changed })).changes).toEqual([
    { change: "update", kind: "scheme", name: "dialect", owner: null, fields: ["name"] },
  ]);
  const pruned = await north.call("applyConfiguration", { query: { prune: true }, body: fileWith([]) });
  expect(pruned.changes).toContainEqual(
    expect.objectContaining({ change: "delete", kind: "scheme", name: "dialect" }),
  );
  expect((await north.call("listSchemes", custom)).items).toEqual([]);
});

test("a field that the scheme language does not have is told by its place alone", async () => {
  const text = fileOf("north", lab("lab", { scheme: { ...nabla, id: "own", janedoe: 1 } }));
  const refusal = north.call("applyConfiguration", { body: { text, values } });
  await expect(refusal).rejects.toMatchObject({
    problem: { problems: [{ at: { field: "organizations[0].sources[0].scheme" } }] },
  });
  expect(JSON.stringify(await refusal.catch((error: unknown) => error))).not.toContain("janedoe");
});

test("a key that is not known is told by its place alone", async () => {
  const text = fileOf("north", lab("lab", { janedoe: 1 }));
  const refusal = north.call("applyConfiguration", { body: { text, values } });
  await expect(refusal).rejects.toMatchObject({
    problem: { problems: [{ at: { line: 1, field: "organizations[0].sources[0]" }, found: "another key" }] },
  });
  expect(JSON.stringify(await refusal.catch((error: unknown) => error))).not.toContain("janedoe");
});
