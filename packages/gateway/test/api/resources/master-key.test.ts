import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startTestGateway } from "../../flows/support/test-gateway.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";

interface MasterKey {
  readonly fingerprint: string;
  readonly nextFingerprint: string | null;
  readonly state: string;
  readonly isInFile: boolean;
}

async function masterKeyOf(url: string, world: ApiWorld): Promise<MasterKey> {
  return (await ask(`${url}/api/v1/master-key`, { apiKey: world.north.admin })).json as MasterKey;
}

async function rotate(world: ApiWorld): Promise<void> {
  const asked = await ask(`${world.url}/api/v1/master-key/rotate`, {
    apiKey: world.north.admin,
    method: "POST",
  });
  expect(asked.status).toBe(202);
  await waitUntil("the rotation has ended", async () => {
    return (await masterKeyOf(world.url, world)).state === "in_force";
  });
}

describe("the master key in its file", () => {
  test("is replaced by a rotation, and the next start reads everything with the new file alone", async () => {
    const world = await startApiWorld();
    const keyFile = join(world.dataDirectory, "master.key");
    try {
      const before = await masterKeyOf(world.url, world);
      expect(before).toMatchObject({ state: "in_force", nextFingerprint: null, isInFile: true });
      const textBefore = await readFile(keyFile, "utf8");
      const sent = await ask(`${world.url}/api/v1/events`, {
        apiKey: world.north.admin,
        body: { type: "note.created", data: { status: "final" } },
      });
      await rotate(world);
      const after = await masterKeyOf(world.url, world);
      expect(after.fingerprint).not.toBe(before.fingerprint);
      expect(await readFile(keyFile, "utf8")).not.toBe(textBefore);
      expect(await readdir(world.dataDirectory)).not.toContain("master.key.next");
      await world.running.gateway.stop();

      await using again = await startTestGateway({ flags: { data: world.dataDirectory } });
      expect(await masterKeyOf(again.url, world)).toEqual(after);
      const { id } = sent.json as { readonly id: string };
      const revealed = await ask(`${again.url}/api/v1/events/${id}/reveal`, {
        apiKey: world.north.clinical,
        body: { reason: "looking for the cause" },
      });
      expect(revealed.status).toBe(200);
      const { lines } = again;
      expect(JSON.stringify(lines)).not.toContain(textBefore.trimEnd());
    } finally {
      await world[Symbol.asyncDispose]();
    }
  });

  test("is noted in the audit log of every organization", async () => {
    await using world = await startApiWorld();
    await rotate(world);
    for (const organization of ["north", "south"] as const) {
      const { json } = await ask(`${world.url}/api/v1/audit?limit=100`, {
        apiKey: world[organization].admin,
      });
      const { items } = json as { readonly items: readonly { readonly action: string }[] };
      expect(items.map(({ action }) => action).slice(-2)).toEqual([
        "master_key.rotate",
        "master_key.rotated",
      ]);
    }
  });
});

describe("the master key from elsewhere", () => {
  test("is not rotated without a next one, and is with it", async () => {
    const nextMasterKey = Buffer.alloc(32, 4).toString("base64");
    await using world = await startApiWorld();
    // The store of the world was made under its file's key: that key, given as a value, is no file any more.
    const masterKey = (await readFile(join(world.dataDirectory, "master.key"), "utf8")).trimEnd();
    await world.running.gateway.stop();
    {
      await using given = await startTestGateway({ flags: { data: world.dataDirectory, masterKey } });
      const refused = await ask(`${given.url}/api/v1/master-key/rotate`, {
        apiKey: world.north.admin,
        method: "POST",
      });
      expect([refused.status, refused.code]).toEqual([409, "next_master_key_missing"]);
    }
    {
      const flags = { data: world.dataDirectory, masterKey, nextMasterKey };
      await using given = await startTestGateway({ flags });
      await rotate({ ...world, url: given.url });
      expect(await masterKeyOf(given.url, world)).toMatchObject({ isInFile: false, state: "in_force" });
    }
    await using renewed = await startTestGateway({
      flags: { data: world.dataDirectory, masterKey: nextMasterKey },
    });
    expect((await masterKeyOf(renewed.url, world)).state).toBe("in_force");
  });
});
