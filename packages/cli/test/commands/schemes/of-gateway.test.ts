import { nabla, schemes, suki } from "countersign/schemes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sukiExample } from "../../../src/examples/suki.ts";
import { startApiGateway } from "../../support/api-gateway.ts";
import type { ApiGateway } from "../../support/api-gateway.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

function fileOf(scheme: object): string {
  return folder.write("scheme.json", JSON.stringify(scheme));
}

describe("schemes of a gateway", () => {
  it("are created from a file, listed among the built-in ones and shown", async () => {
    const own = { ...nabla, id: "created", name: "Our dialect" };
    const made = await gateway.run(["schemes", "create", "-f", fileOf(own)]);
    expect([made.exitCode, made.stdout]).toEqual([0, expect.stringMatching(/^origin +custom$/m)]);
    expect(made.stderr).toContain("--scheme created");

    const listed = await gateway.json("schemes", "list", "--url", gateway.url);
    expect(listed.map(({ id }) => id as string)).toEqual([...Object.keys(schemes), "created"].toSorted());
    const shown = await gateway.run(["schemes", "show", "created", "--url", gateway.url]);
    expect(shown.stdout).toMatch(/^scheme +created, Our dialect$/m);
    const json = await gateway.run(["schemes", "show", "created", "--url", gateway.url, "--json"]);
    expect(JSON.parse(json.stdout)).toEqual(own);
  });

  it("are not asked for without --url or --api-key, though variables name a gateway", async () => {
    await gateway.run(["schemes", "create", "-f", fileOf({ ...nabla, id: "elsewhere" })]);
    const { exitCode, stdout } = await gateway.run(["schemes", "list"]);
    expect([exitCode, stdout.includes("elsewhere")]).toEqual([0, false]);
    expect((await gateway.run(["schemes", "show", "elsewhere"])).stderr).toContain("scheme_unknown");
  });

  it("are changed by a file, and what names them goes by it", async () => {
    await gateway.run(["schemes", "create", "-f", fileOf({ ...nabla, id: "changed" })]);
    await gateway.run(["sources", "create", "lab", "--scheme", "changed", "--secret", "env:S"], { S: "x" });
    const file = fileOf({ ...suki, id: "changed" });
    expect((await gateway.run(["schemes", "update", "-f", file])).stdout).toMatch(/^version +2$/m);
    const sent = [
      "send",
      `${gateway.url}/in/northside/lab`,
      "--scheme",
      "suki",
      "--secret",
      "env:S",
      "--event",
      sukiExample.eventType,
      "--json",
    ];
    const { stdout } = await gateway.run(sent, { S: "x" });
    expect(JSON.parse(stdout)).toMatchObject({ status: 200 });
  });

  it("are deleted after a yes, unless something names them, which is told", async () => {
    await gateway.run(["schemes", "create", "-f", fileOf({ ...nabla, id: "used" })]);
    await gateway.run(["sources", "create", "user", "--scheme", "used", "--secret", "env:S"], { S: "x" });
    const refused = await gateway.run(["schemes", "delete", "used", "--yes"]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/^scheme_in_use: [^]*1 source and 0 endpoints: source user/);
    await gateway.run(["sources", "delete", "user", "--yes"]);
    const asked = await gateway.run(["schemes", "delete", "used"]);
    expect(asked.stderr).toMatch(/^confirmation_missing: /);
    expect((await gateway.run(["schemes", "delete", "used", "--yes"])).exitCode).toBe(0);
    expect((await gateway.run(["schemes", "delete", "used", "--yes"])).stderr).toMatch(/^not_found: /);
  });

  it("are refused with the place that is wrong, which is not quoted", async () => {
    const file = fileOf({ ...nabla, id: "wrong", answer: { refused: "jane doe" } });
    const { exitCode, stderr } = await gateway.run(["schemes", "create", "-f", file]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/^request_invalid: [^]*body \/answer\/refused/),
    ]);
    expect(stderr).not.toContain("jane");
  });

  it.each([
    ["a list", "[]", "holds no object"],
    ["a scheme without id", "{}", "has no id"],
  ])("are not updated from %s", async (_what, text, told) => {
    const file = folder.write("odd.json", text);
    const { exitCode, stderr } = await gateway.run(["schemes", "update", "-f", file]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^json_invalid: /)]);
    expect(stderr).toContain(told);
  });
});
