import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway } from "../support/api-gateway.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const LINK = /^http:\/\/127\.0\.0\.1:\d+\/console\/welcome#code=[\w-]{43}\n$/;
const ADA = "ada@clinic.example";

let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
  await gateway.run(["users", "invite", ADA, "--role", "admin", "--name", "Ada Admin"]);
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function ada(): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await gateway.json("users", "list")).find(({ email }) => email === ADA);
}

async function actionsOn(what: string, ...options: readonly string[]): Promise<readonly unknown[]> {
  const entries = await gateway.json("audit", "list", "--what", what, ...options);
  return entries.map(({ action }) => action);
}

describe("users", () => {
  it("invites a person by a link on standard output alone, and lists the person without it", async () => {
    const who = ["Bo@clinic.example", "--role", "viewer", "--name", "Bo"];
    const invited = await gateway.run(["users", "invite", ...who]);
    expect([invited.exitCode, invited.stdout]).toEqual([0, expect.stringMatching(LINK)]);
    expect(invited.stderr).toContain("bo@clinic.example");
    const code = invited.stdout.trim().split("code=")[1] ?? "";
    expect(invited.stderr).not.toContain(code);
    const { stdout } = await gateway.run(["users", "list"]);
    expect(stdout).toMatch(/^id +email +role +state +last signed in +name\n/);
    expect(stdout).toMatch(/usr_\d+ +bo@clinic\.example +viewer +invited/);
    expect(stdout).not.toContain(code);
  });

  it("changes a role by email, and by id", async () => {
    const { id } = (await ada()) ?? {};
    expect(await gateway.json("users", "role", String(id), "operator")).toMatchObject([{ role: "operator" }]);
    expect(await gateway.json("users", "role", ADA.toUpperCase(), "clinical")).toMatchObject([
      { id, role: "clinical" },
    ]);
  });

  it("disables a person, and lets the person in again", async () => {
    expect(await gateway.json("users", "disable", ADA)).toMatchObject([{ state: "disabled" }]);
    expect(await gateway.json("users", "enable", ADA)).toMatchObject([{ state: "invited" }]);
  });

  it("asks before it voids a password, then prints another link", async () => {
    const asked = await gateway.run(["users", "reset", ADA]);
    expect([asked.exitCode, asked.stderr]).toEqual([
      2,
      expect.stringMatching(/^confirmation_missing: .*--yes/s),
    ]);
    const reset = await gateway.run(["users", "reset", ADA, "--yes"]);
    expect([reset.exitCode, reset.stdout]).toEqual([0, expect.stringMatching(LINK)]);
  });

  it("asks before it deletes a person, who is gone then", async () => {
    await gateway.run(["users", "invite", "cy@clinic.example", "--role", "viewer", "--name", "Cy"]);
    const asked = await gateway.run(["users", "delete", "cy@clinic.example"]);
    expect([asked.exitCode, asked.stderr]).toEqual([
      2,
      expect.stringMatching(/^confirmation_missing: .*cy@clinic\.example \(viewer\).*--yes/s),
    ]);
    expect((await gateway.run(["users", "delete", "Cy@clinic.example", "--yes"])).exitCode).toBe(0);
    expect((await gateway.run(["users", "list"])).stdout).not.toContain("cy@clinic.example");
    const again = await gateway.run(["users", "delete", "cy@clinic.example", "--yes"]);
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining("users list")]);
  });

  it("exits with 2 for an email that nobody has, and for a role that there is not", async () => {
    const nobody = await gateway.run(["users", "disable", "eve@clinic.example"]);
    expect([nobody.exitCode, nobody.stderr]).toEqual([2, expect.stringContaining("users list")]);
    expect((await gateway.run(["users", "role", ADA, "owner"])).exitCode).toBe(2);
  });
});

describe("audit list", () => {
  it("tells who did what to a person, newest first where that is asked for", async () => {
    expect((await actionsOn(ADA))[0]).toBe("user.create");
    expect((await actionsOn(ADA, "--newest")).at(-1)).toBe("user.create");
    expect(await actionsOn(ADA, "--action", "user.*able")).toEqual(["user.disable", "user.enable"]);
    expect(await actionsOn(ADA, "--who", "nobody")).toEqual([]);
  });
});
