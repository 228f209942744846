import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
  const argv = ["sources", "create", "nabla", "--scheme", "nabla", "--secret", "env:OLD"];
  const made = await gateway.run(argv, { OLD: "the first secret" });
  if (made.exitCode !== 0) throw new Error(made.stderr);
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("secrets", () => {
  it("rotates: prints the new one alone, keeps the old one for the overlap, and names the next step", async () => {
    const { exitCode, stdout, stderr } = await gateway.run([
      "secrets",
      "rotate",
      "--source",
      "nabla",
      "--overlap",
      "3d",
    ]);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^\S{16,}\n$/)]);
    expect(stderr).toMatch(/key-1 is good until .*\n[^]*countersign secrets list --source nabla/);
    expect(stderr).not.toContain(stdout.trim());
    const states = await gateway.json("secrets", "list", "--source", "nabla");
    expect(states.map(({ state }) => state as string)).toEqual(["active", "retiring"]);
    expect(Date.parse(String(states[1]?.["notAfter"])) - Date.now()).toBeGreaterThan(2 * 24 * 3_600_000);
  });

  it("does not print a secret that the other side made", async () => {
    const argv = ["secrets", "rotate", "--source", "nabla", "--value", "env:THEIRS"];
    const plain = await gateway.run(argv, { THEIRS: "their new secret" });
    const json = await gateway.run([...argv, "--json"], { THEIRS: "their newest secret" });
    expect([plain.exitCode, plain.stdout]).toEqual([0, ""]);
    expect(json.stdout + json.stderr + plain.stderr).not.toMatch(/their new/);
  });

  it("erases one for good after a yes", async () => {
    const argv = ["secrets", "erase", "key-1", "--source", "nabla"];
    const asked = await gateway.run(argv);
    expect([asked.exitCode, asked.stderr]).toEqual([2, expect.stringContaining("--yes")]);
    expect((await gateway.run([...argv, "--yes"])).exitCode).toBe(0);
    const erased = (await gateway.json("secrets", "list", "--source", "nabla")).find(
      ({ name }) => name === "key-1",
    );
    expect(erased).toMatchObject({ state: "revoked" });
  });

  it.each([
    ["neither source nor endpoint", []],
    ["source and endpoint", ["--source", "a", "--endpoint", "b"]],
    ["a caller of no source", ["--caller", "a"]],
  ])("exits with 2 for %s", async (_, owner) => {
    const { exitCode, stderr } = await gateway.run(["secrets", "list", ...owner]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--source or --endpoint")]);
  });
});

describe("sources", () => {
  it("changes a setting, sets it back with null, and names a field that there is not", async () => {
    const update = ["sources", "update", "nabla", "--set"];
    expect(await gateway.json(...update, "toleranceMs=90000")).toMatchObject([{ toleranceMs: 90_000 }]);
    expect((await gateway.json(...update, "toleranceMs=null"))[0]).not.toHaveProperty("toleranceMs");
    const wrong = await gateway.run([...update, "tolerance=1"]);
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/\n {2}body: expected .*toleranceMs.*, found 1 other field\n/),
    ]);
  });

  it("pauses one and lets it receive again", async () => {
    expect(await gateway.json("sources", "disable", "nabla")).toMatchObject([{ state: "paused" }]);
    expect(await gateway.json("sources", "enable", "nabla")).toMatchObject([{ state: "enabled" }]);
  });

  it("deletes one after a yes, and tells a name that there is not before it asks", async () => {
    const unknown = await gateway.run(["sources", "delete", "nablo"]);
    expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining("not_found")]);
    expect((await gateway.run(["sources", "delete", "nabla"])).exitCode).toBe(2);
    expect((await gateway.run(["sources", "delete", "nabla", "--yes"])).exitCode).toBe(0);
    const empty = await gateway.run(["sources", "list"]);
    expect([empty.stdout, empty.stderr]).toEqual(["", expect.stringContaining("sources create")]);
  });
});
