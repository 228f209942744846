import { expect, test } from "vitest";
import { createClient } from "@countersign/contract/client";
import { startApiWorld } from "../support/api-world.ts";

test("the audit log gives a checkpoint, is verified against it, and notices one that it never had", async () => {
  await using world = await startApiWorld();
  const client = createClient({ url: world.url, apiKey: world.north.admin });
  const checkpoint = await client.call("readAuditCheckpoint", {});
  expect(checkpoint.sequence).toBeGreaterThan(0);

  await client.call("createApiKey", { body: { name: "later", role: "viewer" } });
  const verdict = await client.call("verifyAudit", { body: { checkpoint } });
  expect(verdict).toEqual({ isIntact: true, entries: checkpoint.sequence + 1, fault: null, sequence: null });
  expect(await client.call("verifyAudit", { body: {} })).toEqual(verdict);

  const ahead = { ...checkpoint, sequence: checkpoint.sequence + 100 };
  expect(await client.call("verifyAudit", { body: { checkpoint: ahead } })).toMatchObject({
    isIntact: false,
    fault: "truncated",
    sequence: checkpoint.sequence + 2,
  });
  const foreign = await createClient({ url: world.url, apiKey: world.south.admin }).call(
    "readAuditCheckpoint",
    {},
  );
  expect(await client.call("verifyAudit", { body: { checkpoint: foreign } })).toMatchObject({
    isIntact: false,
    fault: "altered",
  });

  const part = await client.call("verifyAuditPart", { body: { checkpoint } });
  expect(part).toMatchObject({ total: checkpoint.sequence + 1, verdict });
  expect(part.reached).toEqual(await client.call("readAuditCheckpoint", {}));
  const later = await client.call("verifyAuditPart", { body: { after: checkpoint } });
  expect(later).toMatchObject({ reached: part.reached, verdict });
  const another = { ...checkpoint, hash: foreign.hash };
  expect((await client.call("verifyAuditPart", { body: { after: another } })).verdict).toMatchObject({
    isIntact: false,
    fault: "altered",
    sequence: checkpoint.sequence + 1,
  });
});

test("the audit log is filtered, newest first where that is asked for, and told of one event with all that belongs to it", async () => {
  await using world = await startApiWorld();
  const admin = createClient({ url: world.url, apiKey: world.north.admin });
  const clinical = createClient({ url: world.url, apiKey: world.north.clinical });
  const { id } = await admin.call("sendEvent", { body: { type: "note.created", data: { status: "final" } } });
  const other = await admin.call("sendEvent", { body: { type: "note.created", data: { status: "draft" } } });
  await clinical.call("revealEvent", { params: { event: id }, body: { reason: "ticket 4711" } });
  await clinical.call("revealEvent", { params: { event: other.id }, body: { reason: "ticket 4712" } });
  const replay = await admin.call("createReplay", {
    body: { what: "resend", filter: { events: [id] }, reason: "it was lost" },
  });

  const of = async (query: object): Promise<readonly string[]> =>
    (await admin.call("listAuditEntries", { query })).items.map(
      ({ action, resource }) => `${action} ${resource.name}`,
    );
  expect(await of({ action: "event.*", order: "desc" })).toEqual([
    `event.reveal ${other.id}`,
    `event.reveal ${id}`,
  ]);
  expect(await of({ resourceKind: "replay", action: "replay.create" })).toEqual([
    `replay.create ${replay.id}`,
  ]);
  expect(await of({ resource: id })).toEqual([`event.reveal ${id}`]);
  expect(await of({ event: id, resource: other.id })).toEqual([]);
  expect(await of({ event: id })).toContain(`event.reveal ${id}`);
  expect(await of({ event: id })).not.toContain(`event.reveal ${other.id}`);
  const [first] = (await admin.call("listAuditEntries", { query: { limit: 1, order: "desc" } })).items;
  const params = { sequence: String(first?.sequence) };
  expect(await admin.call("getAuditEntry", { params })).toEqual(first);
  await expect(admin.call("getAuditEntry", { params: { sequence: "99999" } })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await of({ from: first?.at, to: first?.at, actor: first?.actor.name })).toContain(
    `${first?.action} ${first?.resource.name}`,
  );

  const south = createClient({ url: world.url, apiKey: world.south.admin });
  expect((await south.call("listAuditEntries", { query: { event: id } })).items).toEqual([]);
  const one = { params: { sequence: "1" } };
  expect((await south.call("getAuditEntry", one)).resource.name).toBe("south");
  expect((await admin.call("getAuditEntry", one)).resource.name).toBe("north");
});
