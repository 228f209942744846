import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { runCommand } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

function setupWith(code: string): ReturnType<typeof runCommand> {
  return runCommand(["setup", "--url", gateway.url, "--code", code, "--organization", "southside"]);
}

describe("setup", () => {
  it("prints the key alone on standard output, and what is next on standard error", async () => {
    const { exitCode, stdout, stderr } = await setupWith(`file:${join(folder.path, "data", "setup-code")}`);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^csk_\S+\n$/)]);
    expect(stderr).toContain("never shown again");
    expect(stderr).not.toContain(stdout.trim());
  });

  it("takes the code itself, and each code once", async () => {
    const code = readFileSync(join(folder.path, "data", "setup-code"), "utf8").trim();
    expect((await setupWith(code)).exitCode).toBe(0);
    const again = await setupWith(code);
    expect([again.exitCode, again.stdout]).toEqual([1, ""]);
    expect(again.stderr).toMatch(/^setup_code_wrong: [^]*setup-code in the gateway's data folder\n$/);
    expect(again.stderr).not.toContain(code);
  });

  it("exits with 3 and names the address where no gateway answers", async () => {
    // Port 1 is reserved (RFC 6335) and closed on any machine that runs tests.
    const argv = ["setup", "--url", "http://127.0.0.1:1", "--code", "x", "--organization", "a"];
    const { exitCode, stdout, stderr } = await runCommand(argv);
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/^unreachable: .*http:\/\/127\.0\.0\.1:1.*\n.*--url/);
  });
});

describe("every command over the API", () => {
  it("says how to get a key when there is none, and exits with 2", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["keys", "list", "--url", gateway.url]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^no_api_key: [^]*countersign setup/);
  });

  it("exits with 1 and tells the next step for a key that is not in force", async () => {
    const { exitCode, stderr } = await gateway.run(["keys", "list"], { COUNTERSIGN_API_KEY: "csk_wrong" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^unauthenticated: [^]*countersign setup/);
    expect(stderr).not.toContain("csk_wrong");
  });

  it("takes the key from a file or a variable, and warns of one on the command line", async () => {
    const file = folder.write("key", `${gateway.key}\n`);
    const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [`file:${file}`, {}],
      ["env:OTHER", { OTHER: gateway.key }],
    ];
    for (const [reference, variables] of cases) {
      const environment = { COUNTERSIGN_API_KEY: "", ...variables };
      const read = await gateway.run(["keys", "list", "--api-key", reference], environment);
      expect([read.exitCode, read.stderr]).toEqual([0, ""]);
    }
    expect((await gateway.run(["keys", "list"], { COUNTERSIGN_API_KEY: `file:${file}` })).exitCode).toBe(0);
    const literal = await gateway.run(["keys", "list", "--api-key", gateway.key]);
    expect([literal.exitCode, literal.stderr]).toEqual([0, expect.stringContaining("Warning")]);
    expect(literal.stderr).not.toContain(gateway.key);
  });

  it("warns before a key travels unencrypted to another machine", async () => {
    const argv = ["keys", "list", "--url", "http://gateway.invalid:8420"];
    const { exitCode, stderr } = await gateway.run(argv);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^Warning: the API key travels unencrypted/);
  });
});
