import { roles } from "@countersign/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleChoices } from "../../src/commands/keys/create.ts";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("keys", () => {
  it("offers the roles of the contract", () => {
    expect(roleChoices).toEqual(Object.keys(roles));
  });

  it("makes a key that works until it is revoked, and shows it once", async () => {
    const made = await gateway.run(["keys", "create", "night shift", "--role", "viewer"]);
    expect([made.exitCode, made.stdout]).toEqual([0, expect.stringMatching(/^csk_\S+\n$/)]);
    const id = /key_\d+/.exec(made.stderr)?.[0] ?? "";
    const asViewer = { COUNTERSIGN_API_KEY: made.stdout.trim() };
    expect((await gateway.run(["sources", "list"], asViewer)).exitCode).toBe(0);

    const shown = await gateway.run(["keys", "get", id]);
    expect(shown.stdout).toMatch(/^name +night shift$/m);
    expect(shown.stdout).not.toContain(made.stdout.trim());
    expect(await gateway.json("keys", "revoke", id, "--yes")).toMatchObject([{ id, state: "revoked" }]);
    const refused = await gateway.run(["sources", "list"], asViewer);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(/^unauthenticated: /)]);
  });

  it("asks before it revokes a key, and says whose it is", async () => {
    const [{ id = "" } = {}] = await gateway.json("keys", "list", "--limit", "1");
    const { exitCode, stderr } = await gateway.run(["keys", "revoke", String(id)]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/^confirmation_missing: .*"night shift" \(viewer\)[^]*--yes/),
    ]);
  });

  it("tells a role that may not what to use instead", async () => {
    const made = await gateway.run(["keys", "create", "viewer", "--role", "viewer"]);
    const { exitCode, stderr } = await gateway.run(["keys", "list"], {
      COUNTERSIGN_API_KEY: made.stdout.trim(),
    });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^role_not_allowed: [^]*keys create/)]);
  });

  it("lists as a table with a heading, and as one JSON object a line", async () => {
    const { stdout } = await gateway.run(["keys", "list"]);
    expect(stdout).toMatch(/^id +role +state +created +last used +name\n(key_\d+ +(admin|viewer) .*\n)+$/);
    const items = await gateway.json("keys", "list");
    expect(items.map(({ name }) => name as string)).toContain("setup");
    expect(stdout.trimEnd().split("\n")).toHaveLength(items.length + 1);
  });

  it("says that there are more than were asked for, and pages through all", async () => {
    const first = await gateway.run(["keys", "list", "--limit", "1"]);
    expect(first.stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(first.stderr).toBe("There are more; give a larger --limit or --all.\n");
    const all = await gateway.run(["keys", "list", "--all"]);
    expect(all.stderr).toBe("");
    expect(all.stdout.length).toBeGreaterThan(first.stdout.length);
  });

  it("names each place that is wrong, not what stood there, and exits with 2", async () => {
    const { exitCode, stderr } = await gateway.run(["keys", "get", "key_jane doe"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^request_invalid: .*\n {2}path \/apiKey: expected .* such as key_7\., found .*\n/,
    );
    expect(stderr).not.toContain("jane");
    const past = await gateway.run([
      "keys",
      "create",
      "x",
      "--role",
      "viewer",
      "--expires",
      "2001-01-01T00:00:00Z",
    ]);
    expect([past.exitCode, past.stderr]).toEqual([2, expect.stringContaining("body /expiresAt")]);
  });

  it("exits with 1 for a key that does not exist", async () => {
    const { exitCode, stderr } = await gateway.run(["keys", "get", "key_999999"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^not_found: /)]);
  });
});

describe("the master key", () => {
  it("is rotated while the gateway runs, and known by another fingerprint then", async () => {
    const [before] = await gateway.json("keys", "master");
    const rotated = await gateway.run(["keys", "rotate", "--json"]);
    expect([rotated.exitCode, JSON.parse(rotated.stdout)]).toEqual([
      0,
      { ...before, fingerprint: expect.any(String), state: "in_force" },
    ]);
    const [after] = await gateway.json("keys", "master");
    expect(after?.["fingerprint"]).not.toBe(before?.["fingerprint"]);
    expect((await gateway.run(["audit", "verify"])).exitCode).toBe(0);
  });
});
