import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { nablaExample } from "../../src/examples/nabla.ts";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { startReceiver } from "../support/start-receiver.ts";
import type { Receiver } from "../support/start-receiver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SECRET = "the secret of nabla";
/** What a patient said. */
const MARKER = "Headache since Tuesday";

/** Some tests start a dozen processes, one after the other, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const folder = temporaryFolder();
let gateway: ApiGateway;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver(MARKER);
  gateway = await startApiGateway(folder.path, ["--allow-insecure-endpoints"]);
  const keys = { NABLA: SECRET };
  await gateway.run(["sources", "create", "nabla", "--scheme", "nabla", "--secret", "env:NABLA"], keys);
  const made = await gateway.run(
    [
      "endpoints",
      "create",
      "ehr",
      "--to",
      receiver.url,
      "--scheme",
      "nabla",
      "--secret",
      "env:NABLA",
      "--set",
      "retryScheduleMs=[]",
    ],
    keys,
  );
  if (made.exitCode !== 0) throw new Error(made.stderr);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await receiver.close();
});

/** Sends an event through the API and gives its id. */
async function sendOwn(type: string): Promise<string> {
  const file = folder.write("data.json", JSON.stringify({ note: MARKER }));
  const [sent] = await gateway.json("events", "send", type, "--data", file);
  return sent?.["id"] as string;
}

/** Waits until every delivery of an event is in the state. */
async function deliveryOf(event: string, state: string): Promise<string> {
  return await expect
    .poll(async () => (await gateway.json("deliveries", "list", "--event", event))[0], {
      timeout: 30_000,
      interval: 200,
    })
    .toMatchObject({ state })
    .then(async () => (await gateway.json("deliveries", "list", "--event", event))[0]?.["id"] as string);
}

async function keyOf(role: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await gateway.run(["keys", "create", role, "--role", role]);
  return { COUNTERSIGN_API_KEY: stdout.trim() };
}

describe("events", () => {
  it("sends one, delivers it, and shows both without what it holds", async () => {
    const event = await sendOwn("note.signed");
    const delivery = await deliveryOf(event, "delivered");
    const shown = [
      await gateway.run(["events", "list", "--type", "note.*", "--since", "1h"]),
      await gateway.run(["events", "get", event]),
      await gateway.run(["events", "masked", event]),
      await gateway.run(["deliveries", "get", delivery]),
    ];
    for (const { exitCode, stdout } of shown) {
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain(MARKER);
    }
    expect(shown[0]?.stdout).toContain(event);
    expect(shown[1]?.stdout).toMatch(new RegExp(`ehr +note.signed +delivered .*${delivery}`));
    expect(shown[2]?.stdout).toContain('"note"');
    expect(shown[3]?.stdout).toMatch(/^1 .* 200 /m);
    expect(receiver.bodies.at(-1)).toContain(MARKER);
  });

  it("sends the bytes of a file as they are, once under one key", async () => {
    const file = folder.write("exact", '{"b":1.0}\n');
    const argv = ["events", "send", "exact.bytes", "--body", file, "--dedupe-key", "visit-1"];
    const [first] = await gateway.json(...argv);
    const [second] = await gateway.json(...argv);
    expect(second).toMatchObject({ id: first?.["id"], duplicate: true });
    const clinical = await keyOf("clinical");
    const revealed = await gateway.run(
      ["events", "reveal", String(first?.["id"]), "--reason", "check of the bytes"],
      clinical,
    );
    expect([revealed.exitCode, revealed.stdout]).toEqual([0, '{"b":1.0}\n']);
    expect(revealed.stderr).toContain("audit log");
    const [entry] = (await gateway.json("audit", "list", "--all")).filter(
      ({ action }) => action === "event.reveal",
    );
    expect(entry).toMatchObject({ reason: "check of the bytes" });
  });

  it("reveals to nobody without the role or a reason", async () => {
    const event = await sendOwn("kept");
    const asAdmin = await gateway.run(["events", "reveal", event, "--reason", "curious"]);
    expect([asAdmin.exitCode, asAdmin.stdout]).toEqual([1, ""]);
    const withoutReason = await gateway.run(["events", "reveal", event], await keyOf("clinical"));
    expect([withoutReason.exitCode, withoutReason.stdout]).toEqual([2, ""]);
  });

  it("sends a test event to one endpoint and says where to look", async () => {
    const { exitCode, stderr } = await gateway.run(["endpoints", "test", "ehr"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/countersign events get evt_/)]);
  });

  it("exits with 2 when neither data nor body is given", async () => {
    const { exitCode, stderr } = await gateway.run(["events", "send", "a"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--data or --body")]);
  });
});

describe("dead letters", () => {
  it("are listed, and retried one by one or all by a replay that is counted first", async () => {
    receiver.status = 503;
    const [one, two] = [await sendOwn("lost.one"), await sendOwn("lost.two")];
    const delivery = await deliveryOf(one, "failed");
    await deliveryOf(two, "failed");
    receiver.status = 200;
    const { stdout } = await gateway.run(["deliveries", "list", "--state", "failed"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);

    const retried = await gateway.run(["deliveries", "retry", delivery]);
    expect([retried.exitCode, retried.stdout]).toEqual([0, `${delivery}  pending\n`]);
    await deliveryOf(one, "delivered");

    expect(await gateway.json("replay", "--retry-failed", "--dry-run")).toEqual([{ count: 1 }]);
    const unreasoned = await gateway.run(["replay", "--retry-failed", "--yes"]);
    expect([unreasoned.exitCode, unreasoned.stderr]).toEqual([
      2,
      expect.stringMatching(/^argument_invalid: .*--reason/),
    ]);
    const replay = ["replay", "--retry-failed", "--reason", "the receiver is back"];
    const asked = await gateway.run(replay);
    expect([asked.exitCode, asked.stderr]).toEqual([
      2,
      expect.stringMatching(/^confirmation_missing: .*1 deliveries/),
    ]);
    const [done] = await gateway.json(...replay, "--yes", "--wait");
    expect(done).toMatchObject({ state: "done", total: 1, done: 1 });
    await deliveryOf(two, "delivered");
    expect((await gateway.json("replays", "list"))[0]).toEqual(
      (await gateway.json("replays", "get", String(done?.["id"])))[0],
    );
  });

  it("tell which action their state does not allow", async () => {
    const delivery = await deliveryOf(await sendOwn("fine"), "delivered");
    const { exitCode, stdout, stderr } = await gateway.run(["deliveries", "release", delivery]);
    expect([exitCode, stdout, stderr]).toEqual([1, "", expect.stringMatching(/^action_not_allowed: /)]);
  });
});

async function sendWith(secret: string): Promise<void> {
  const url = `${gateway.url}/in/northside/nabla`;
  const argv = ["send", url, "--scheme", "nabla", "--secret", "env:S", "--event", nablaExample.eventType];
  await gateway.run(argv, { S: secret });
}

describe("quarantine", () => {
  it("lists what was refused, explains it, and releases it once the secret is right", async () => {
    await sendWith("a secret that nobody told us");
    await expect
      .poll(() => gateway.json("quarantine", "list"), { timeout: 30_000, interval: 200 })
      .toHaveLength(1);
    const [refused] = await gateway.json("quarantine", "list", "--code", "no_match", "--source", "nabla");
    const id = String(refused?.["id"]);
    const explained = await gateway.run(["quarantine", "explain", id]);
    expect([explained.exitCode, explained.stdout]).toEqual([
      0,
      expect.stringMatching(/^verdict +no_match$/m),
    ]);
    expect((await gateway.run(["quarantine", "trace", id])).stdout).toMatch(/no_match\n$/);

    const before = await gateway.run(["quarantine", "release", id, "--yes"]);
    expect([before.exitCode, before.stdout]).toEqual([1, ""]);
    expect(before.stderr).toContain("quarantine explain");
    await gateway.run(["secrets", "rotate", "--source", "nabla", "--value", "env:V"], {
      V: "a secret that nobody told us",
    });
    expect(await gateway.json("quarantine", "reverify", "--all")).toMatchObject([{ looked: 1, passing: 1 }]);
    const [released] = await gateway.json("quarantine", "release", "--source", "nabla", "--yes");
    expect(released).toMatchObject({ passing: 1, events: [expect.stringMatching(/^evt_/)] });
    expect(await gateway.json("quarantine", "list")).toEqual([]);
  });

  it("counts what is to be discarded before it asks, and deletes that", async () => {
    const nothing = await gateway.run(["quarantine", "discard", "--all", "--yes"]);
    expect([nothing.exitCode, nothing.stderr]).toEqual([1, expect.stringContaining("none")]);
    await sendWith("a secret that nobody knows");
    await expect
      .poll(() => gateway.json("quarantine", "list"), { timeout: 30_000, interval: 200 })
      .toHaveLength(1);
    const asked = await gateway.run(["quarantine", "discard", "--source", "nabla"]);
    expect([asked.exitCode, asked.stderr]).toEqual([2, expect.stringContaining("1 refused requests")]);
    expect((await gateway.run(["quarantine", "discard", "--source", "nabla", "--yes"])).exitCode).toBe(0);
    expect(await gateway.json("quarantine", "list")).toEqual([]);
  });

  it("asks which ones are meant", async () => {
    const { exitCode, stderr } = await gateway.run(["quarantine", "reverify"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--all")]);
  });
});

describe("an endpoint whose receiver has answered 410", () => {
  it("is told with the command that sends to it again", async () => {
    receiver.status = 410;
    await deliveryOf(await sendOwn("gone.for.now"), "failed");
    receiver.status = 200;
    const shown = await gateway.run(["endpoints", "get", "ehr"]);
    expect(shown.stdout).toMatch(/^state +gone$/m);
    expect(shown.stderr).toContain("countersign endpoints enable ehr\n");
    await gateway.run(["endpoints", "enable", "ehr"]);
    expect((await gateway.run(["endpoints", "get", "ehr"])).stderr).toBe("");
    await deliveryOf(await sendOwn("back.again"), "delivered");
  });
});
