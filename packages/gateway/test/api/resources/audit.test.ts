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
});
