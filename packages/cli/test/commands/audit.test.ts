import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("audit", () => {
  it("lists what was done and by whom", async () => {
    await gateway.run(["keys", "create", "second", "--role", "viewer"]);
    const entries = await gateway.json("audit", "list");
    expect(entries.map(({ action }) => action as string)).toContain("api_key.create");
    expect(entries.map(({ sequence }) => sequence as number)).toEqual(entries.map((_, index) => index + 1));
  });

  it("verifies the log, and says what a checkpoint would add", async () => {
    const { exitCode, stdout, stderr } = await gateway.run(["audit", "verify"]);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^intact {2}\d+ entries/)]);
    expect(stderr).toContain("audit checkpoint");
  });

  it("verifies against a checkpoint that was kept, and finds what was cut off", async () => {
    const { stdout } = await gateway.run(["audit", "checkpoint"]);
    const file = folder.write("checkpoint.json", stdout);
    const intact = await gateway.run(["audit", "verify", "--checkpoint", file]);
    expect([intact.exitCode, intact.stderr]).toEqual([0, ""]);

    const { sequence, hash } = JSON.parse(stdout) as { readonly sequence: number; readonly hash: string };
    const later = folder.write("later.json", JSON.stringify({ sequence: sequence + 1, hash }));
    const cut = await gateway.run(["audit", "verify", "--checkpoint", later]);
    expect([cut.exitCode, cut.stdout]).toEqual([1, expect.stringMatching(/^truncated {2}at entry /)]);
  });

  it("exits with 2 for a file that is no checkpoint", async () => {
    const file = folder.write("odd.json", '{"sequence":"1"}');
    const { exitCode, stderr } = await gateway.run(["audit", "verify", "--checkpoint", file]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("no checkpoint")]);
  });
});
