import { nablaExample } from "../../src/examples/nabla.ts";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Some tests start a dozen processes, one after the other, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const variables = { NABLA_SECRET: "the secret of nabla", OLD_SECRET: "literal:an old one" };

const NABLA = `
      - { name: nabla, scheme: nabla, secrets: [env:NABLA_SECRET, { id: old, value: 'env:OLD_SECRET' }] }`;
const SUKI = `
      - name: suki
        scheme: suki
        secrets: ["file:suki-secret"]`;
const ZENTACT = `
      - name: zentact
        scheme: zentact
        secrets:
          - cmd:cat zentact-secret`;

function configuration(...sources: readonly string[]): string {
  return `organizations:
  - name: southside
    sources: [{ name: theirs, scheme: suki, secrets: ["env:NOT_OURS"] }]
  - name: northside
    sources:${sources.join("") || " []"}
`;
}

function write(text: string): string {
  folder.write("suki-secret", "the secret of suki\n");
  folder.write("zentact-secret", "ab".repeat(32));
  return folder.write("countersign.yaml", text);
}

function applyFile(text: string, ...flags: readonly string[]): ReturnType<ApiGateway["run"]> {
  return gateway.run(["apply", "-f", write(text), ...flags], variables);
}

/** How the gateway answers a sender that signs with this secret. */
async function statusOf(source: string, secret: string): Promise<number> {
  const { stdout } = await gateway.run(
    [
      "send",
      `${gateway.url}/in/northside/${source}`,
      "--scheme",
      "nabla",
      "--secret",
      "env:S",
      "--event",
      nablaExample.eventType,
      "--json",
    ],
    { S: secret },
  );
  return (JSON.parse(stdout) as { readonly status: number }).status;
}

describe("apply", () => {
  it("shows what would change, and changes nothing, with --dry-run", async () => {
    const { exitCode, stdout, stderr } = await applyFile(configuration(NABLA), "--dry-run");
    expect([exitCode, stdout]).toEqual([0, "+ source  nabla  create\n"]);
    expect(stderr).toContain("Nothing was changed");
    expect(await gateway.json("sources", "list")).toEqual([]);
  });

  it("brings in what the file says, with references read on this machine, and again changes nothing", async () => {
    const file = configuration(NABLA, SUKI, ZENTACT);
    const first = await applyFile(file);
    expect([first.exitCode, first.stderr]).toEqual([0, "3 changes are in force.\n"]);
    expect(first.stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(await statusOf("nabla", variables.NABLA_SECRET)).toBe(200);
    expect(await statusOf("nabla", variables.OLD_SECRET)).toBe(200);
    expect(await statusOf("nabla", "another")).toBe(401);

    const again = await applyFile(file);
    expect([again.exitCode, again.stdout, again.stderr]).toEqual([0, "", "Nothing to change.\n"]);
  });

  it("names the settings and secrets that differ, and never what they hold", async () => {
    await applyFile(configuration(NABLA));
    const changed = NABLA.replace("scheme: nabla,", "scheme: nabla, toleranceMs: 90000,").replace(
      "old",
      "older",
    );
    const { stdout } = await applyFile(configuration(changed), "--dry-run");
    expect(stdout).toMatch(/^~ source +nabla +update +toleranceMs$/m);
    expect(stdout).toMatch(/^\+ secret +nabla\/older +create$/m);
    expect(stdout).toMatch(/^- secret +nabla\/old +revoke$/m);
    expect(stdout).not.toContain("90000");
  });

  it("disables what has left the file, enables it when it is back, and deletes with --prune only after a yes", async () => {
    await applyFile(configuration(NABLA, SUKI));
    expect((await applyFile(configuration(NABLA))).stdout).toBe("- source  suki  disable\n");
    expect((await applyFile(configuration(NABLA, SUKI))).stdout).toMatch(/^\+ source {2}suki {2}enable/);

    const asked = await applyFile(configuration(NABLA), "--prune");
    expect([asked.exitCode, asked.stdout]).toEqual([2, ""]);
    expect(asked.stderr).toMatch(/^confirmation_missing: .*\n.*--yes/);
    const pruned = await applyFile(configuration(NABLA), "--prune", "--yes");
    expect([pruned.exitCode, pruned.stdout]).toEqual([
      0,
      expect.stringContaining("- source  suki     delete"),
    ]);
    expect((await gateway.json("sources", "list")).map(({ name }) => name as string)).toEqual(["nabla"]);
  });

  it("names line, column and field of each mistake, and applies nothing", async () => {
    const file = configuration(
      NABLA.replace("scheme: nabla", "scheme: nabbla"),
      SUKI.replace("suki-secret", "no"),
    );
    const { exitCode, stdout, stderr } = await applyFile(file);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^request_invalid: [^]*line 6, column 32, organizations\[1\]\.sources\[0\]\.scheme: /,
    );
    expect(stderr).toContain("did you mean nabla?");
  });

  it("says which variable is missing and sends nothing then", async () => {
    const file = write(configuration(NABLA.replace("NABLA_SECRET", "NO_SUCH"), SUKI));
    const { exitCode, stderr } = await gateway.run(["apply", "-f", file], variables);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("the variable NO_SUCH is not set")]);
    expect((await gateway.json("sources", "list")).map(({ name }) => name as string)).toEqual(["nabla"]);
  });

  it("leaves what the API manages alone, and refuses a file that claims it", async () => {
    await gateway.run(
      ["sources", "create", "own", "--scheme", "nabla", "--secret", "env:NABLA_SECRET"],
      variables,
    );
    expect((await applyFile(configuration(NABLA), "--prune", "--yes")).stdout).toBe("");
    const clash = await applyFile(configuration(NABLA, NABLA.replace("name: nabla", "name: own")));
    expect([clash.exitCode, clash.stdout]).toEqual([1, ""]);
    expect(clash.stderr).toMatch(/^configuration_conflict: [^]*source own/);
  });

  it("says so when the file has nothing of the key's organization", async () => {
    const { exitCode, stderr } = await applyFile("organizations: [{ name: westside }]\n");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("an entry with the name northside")]);
  });

  it("is for admins", async () => {
    const { stdout } = await gateway.run(["keys", "create", "op", "--role", "operator"]);
    const refused = await gateway.run(["apply", "-f", write(configuration(NABLA))], {
      ...variables,
      COUNTERSIGN_API_KEY: stdout.trim(),
    });
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("role_not_allowed")]);
  });
});

describe("export", () => {
  it("prints a file that changes nothing when it is applied, and holds no secret", async () => {
    await applyFile(configuration(NABLA, SUKI));
    await gateway.run(["sources", "delete", "own", "--yes"]);
    const { exitCode, stdout } = await gateway.run(["export"]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain(variables.NABLA_SECRET);
    expect(stdout).toContain('value: "env:NABLA_OLD"');

    const file = folder.write("exported.yaml", stdout);
    const applied = await gateway.run(["apply", "-f", file], {
      NABLA_KEY_1: variables.NABLA_SECRET,
      NABLA_OLD: variables.OLD_SECRET,
      SUKI_KEY_1: "the secret of suki",
    });
    expect([applied.exitCode, applied.stdout, applied.stderr]).toEqual([0, "", "Nothing to change.\n"]);
  });

  it("prints the organization's own schemes with what names them", async () => {
    const dialect = JSON.stringify({ ...nabla, id: "dialect" });
    const named = NABLA.replace("scheme: nabla", "scheme: dialect");
    const file = configuration(named).replace("    sources:\n", `    schemes: [${dialect}]\n    sources:\n`);
    const shown = await applyFile(file, "--dry-run");
    expect(shown.stdout).toMatch(/^\+ scheme +dialect +create$/m);
    expect((await applyFile(file)).exitCode).toBe(0);
    const { stdout } = await gateway.run(["export"]);
    const again = await gateway.run(["apply", "-f", folder.write("exported.yaml", stdout)], {
      NABLA_KEY_1: variables.NABLA_SECRET,
      NABLA_OLD: variables.OLD_SECRET,
    });
    expect([again.exitCode, again.stdout, again.stderr]).toEqual([0, "", "Nothing to change.\n"]);

    const left = configuration(NABLA);
    expect((await applyFile(left)).stdout).toMatch(/^- scheme +dialect +disable$/m);
    expect((await gateway.run(["export"])).stdout).not.toContain("dialect");
    const pruned = await applyFile(left, "--prune", "--yes");
    expect(pruned.stdout).toMatch(/^- scheme +dialect +delete$/m);
  });
});
