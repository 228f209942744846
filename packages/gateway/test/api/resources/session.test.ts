import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { keyText } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import { ADA, Browser, startConsoleWorld } from "../support/browser.ts";
import type { ConsoleWorld } from "../support/browser.ts";
import { startTestGateway } from "../../flows/support/test-gateway.ts";

// Each password takes a tenth of a second of an idle processor, and many seconds of one that others use.
vi.setConfig({ testTimeout: 120_000 });

interface AuditItem {
  readonly action: string;
  readonly actor: { readonly kind: string; readonly name: string };
}

async function audited({ ada }: ConsoleWorld): Promise<readonly (readonly string[])[]> {
  const { json } = await ada.ask("audit?limit=200");
  const { items } = json as { readonly items: readonly AuditItem[] };
  return items.map(({ action, actor }) => [action, `${actor.kind} ${actor.name}`]);
}

/** The status of an answer to Ada's cookie with these headers beside it. */
async function get(world: ConsoleWorld, headers: Readonly<Record<string, string>>): Promise<number> {
  const { status } = await ask(`${world.url}/api/v1/session`, {
    headers: { cookie: world.ada.cookies, ...headers },
  });
  return status;
}

function minutes(later = "", earlier = ""): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}

describe("the first start", () => {
  test("lets the setup code make the first admin, who is signed in", async () => {
    const world = await startConsoleWorld();
    const me = await world.ada.ask("session");
    expect(me.json).toMatchObject({
      organization: "north",
      role: "admin",
      name: "Ada",
      email: "ada@north.example",
      how: "setup",
    });
    expect(await audited(world)).toEqual([
      ["organization.create", "setup setup code"],
      ["user.create", "setup setup code"],
      ["session.begin", "user ada@north.example"],
    ]);
  });

  test("tells that setup is needed, and then no more", async () => {
    await using running = await startTestGateway();
    const options = async (): Promise<unknown> => (await ask(`${running.url}/api/v1/sign-in-options`)).json;
    expect(await options()).toEqual({ oidc: null, isSetupNeeded: true });
    const body = { ...ADA, name: "Ada", code: running.gateway.setupCode };
    await new Browser(running.url).ask("setup/user", { body });
    expect(await options()).toEqual({ oidc: null, isSetupNeeded: false });
  });

  test("has one code for the first key and the first admin together", async () => {
    const { running, fresh } = await startConsoleWorld();
    const body = { code: running.gateway.setupCode, organization: "south" };
    expect((await ask(`${running.url}/api/v1/setup`, { body })).code).toBe("setup_code_wrong");
    const again = { ...ADA, name: "Eve", email: "eve@north.example", code: running.gateway.setupCode };
    expect((await fresh().ask("setup/user", { body: again })).code).toBe("setup_code_wrong");
    // Whoever can read the folder has the next one: an admin who is locked out gets in again.
    const code = (await readFile(join(running.directory, "data", "setup-code"), "utf8")).trimEnd();
    expect((await fresh().ask("setup/user", { body: { ...again, code } })).status).toBe(201);
  });

  test("refuses a short password and leaves the code as it is", async () => {
    await using running = await startTestGateway();
    const body = { ...ADA, name: "Ada", password: "eleven char", code: running.gateway.setupCode };
    const browser = new Browser(running.url);
    const refused = await browser.ask("setup/user", { body });
    expect(refused.json).toMatchObject({ problems: [{ in: "body", pointer: "/password" }] });
    expect(refused.text).not.toContain(body.password);
    const right = { ...body, password: ADA.password };
    expect((await browser.ask("setup/user", { body: right })).status).toBe(201);
  });
});

describe("signing in", () => {
  test("begins a session in a cookie that this host alone gets, over TLS, hidden from scripts", async () => {
    const { fresh } = await startConsoleWorld();
    const browser = fresh();
    const signedIn = await browser.signIn({ email: "ADA@north.example" });
    expect(signedIn.status).toBe(200);
    expect(signedIn.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-countersign-session=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const { startedAt, idleUntil, endsAt } = signedIn.json as Readonly<Record<string, string>>;
    expect([minutes(idleUntil, startedAt), minutes(endsAt, startedAt)]).toEqual([30, 720]);
    expect((await browser.ask("session")).json).toMatchObject({ how: "password", role: "admin" });
    expect((await browser.ask("users")).status).toBe(200);
  });

  test("ends as early as the settings say", async () => {
    const { fresh } = await startConsoleWorld({ sessionIdleMinutes: "5", sessionMaxMinutes: "6" });
    const { json } = await fresh().signIn();
    const { startedAt = "", idleUntil = "", endsAt = "" } = json as Readonly<Record<string, string>>;
    expect(Date.parse(idleUntil) - Date.parse(startedAt)).toBe(5 * 60_000);
    expect(Date.parse(endsAt) - Date.parse(startedAt)).toBe(6 * 60_000);
  });

  test.each([
    ["another password", { password: "correct horse batterY" }],
    ["a password with a blank more", { password: `${ADA.password} ` }],
    ["an unknown email", { email: "nobody@north.example" }],
    ["another organization", { organization: "south" }],
  ])("is refused alike with %s", async (_, change) => {
    const { fresh } = await startConsoleWorld();
    const browser = fresh();
    const refused = await browser.signIn(change);
    expect([refused.status, refused.code]).toEqual([401, "sign_in_refused"]);
    expect(browser.cookies).toBe("");
  });

  test("is audited, a failed one without the password, and without an email that nobody has", async () => {
    const world = await startConsoleWorld();
    await world.fresh().signIn({ password: "a wrong password" });
    await world.fresh().signIn({ email: "typed.into.the.wrong@field.example" });
    await world.fresh().signIn();
    expect((await audited(world)).slice(3)).toEqual([
      ["session.refuse", "user ada@north.example"],
      ["session.refuse", "user unknown"],
      ["session.begin", "user ada@north.example"],
    ]);
    const { text } = await world.ada.ask("audit?limit=200");
    expect(text).not.toContain("wrong");
  });

  test("is slowed down after too many failures at once, and a session that there is goes on", async () => {
    const world = await startConsoleWorld();
    const attempts = Array.from({ length: 14 }, () => world.fresh().signIn({ password: "a wrong password" }));
    const refusals = await Promise.all(attempts);
    const limited = refusals.filter(({ code }) => code === "too_many_failures");
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]?.status).toBe(429);
    expect(Number(limited[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await world.ada.ask("session")).status).toBe(200);
  });
});

describe("a session's cookie", () => {
  test("counts where the console says who it is, and nobody says that it is another origin", async () => {
    const world = await startConsoleWorld();
    const { host } = new URL(world.url);
    const console = { "x-countersign-console": "1" };
    expect(await get(world, console)).toBe(200);
    expect(await get(world, { "x-countersign-console": "background" })).toBe(200);
    expect(await get(world, { ...console, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await get(world, { ...console, origin: world.url })).toBe(200);
    // Behind a proxy that ends TLS.
    expect(await get(world, { ...console, origin: `https://${host}` })).toBe(200);
  });

  test.each([
    ["the console's header is missing", {}],
    ["the console's header says something else", { "x-countersign-console": "true" }],
    ["another site's page asks", { "x-countersign-console": "1", "sec-fetch-site": "cross-site" }],
    ["a sibling domain's page asks", { "x-countersign-console": "1", "sec-fetch-site": "same-site" }],
    ["a person typed the address", { "x-countersign-console": "1", "sec-fetch-site": "none" }],
    ["the origin is another", { "x-countersign-console": "1", origin: "https://evil.example" }],
    ["the origin has another port", { "x-countersign-console": "1", origin: "http://127.0.0.1:1" }],
    ["the origin is hidden", { "x-countersign-console": "1", origin: "null" }],
  ])("does not count where %s", async (_, headers) => {
    const world = await startConsoleWorld();
    expect(await get(world, headers)).toBe(401);
  });

  test("counts for the event stream under the same rules", async () => {
    const world = await startConsoleWorld();
    const stream = async (headers: Readonly<Record<string, string>>): Promise<number> => {
      const cookie = world.ada.cookies;
      return (await ask(`${world.url}/api/v1/stream`, { headers: { cookie, ...headers } })).status;
    };
    expect(await stream({ "x-countersign-console": "1" })).toBe(200);
    expect(await stream({})).toBe(401);
    expect(await stream({ "x-countersign-console": "1", "sec-fetch-site": "cross-site" })).toBe(401);
    expect(await stream({ "x-countersign-console": "1", origin: "https://evil.example" })).toBe(401);
  });

  test("is not looked at beside an Authorization header", async () => {
    const world = await startConsoleWorld();
    const asked = await world.ada.ask("session", { apiKey: keyText("unknown") });
    expect(asked.status).toBe(401);
  });

  test("does not count when it comes twice", async () => {
    const world = await startConsoleWorld();
    const cookie = `${world.ada.cookies}; ${world.ada.cookies}`;
    expect(await get(world, { "x-countersign-console": "1", cookie })).toBe(401);
  });

  test("is given to the console alone", async () => {
    const { url } = await startConsoleWorld();
    const refused = await ask(`${url}/api/v1/session/sign-in`, { body: ADA });
    expect([refused.status, refused.code]).toEqual([403, "console_only"]);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  test("lets the role of the person do what the role may, and no more", async () => {
    const world = await startConsoleWorld();
    const { browser } = await world.join("bea@north.example", "viewer");
    expect((await browser.ask("sources")).status).toBe(200);
    expect((await browser.ask("users")).code).toBe("role_not_allowed");
  });
});

describe("a session", () => {
  test("ends with signing out, and no other one does", async () => {
    const world = await startConsoleWorld();
    const other = world.fresh();
    await other.signIn();
    const stolen = other.cookies;
    expect((await other.ask("session/sign-out", { method: "POST" })).status).toBe(204);
    expect(other.cookies).toBe("");
    expect((await other.ask("session", { headers: { cookie: stolen } })).status).toBe(401);
    expect((await world.ada.ask("session")).status).toBe(200);
    expect((await audited(world)).at(-1)).toEqual(["session.end", "user ada@north.example"]);
  });

  test("ends with signing out everywhere, and so do all of the user's", async () => {
    const world = await startConsoleWorld();
    const other = world.fresh();
    await other.signIn();
    expect((await other.ask("session/sign-out-everywhere", { method: "POST" })).status).toBe(204);
    expect((await world.ada.ask("session")).status).toBe(401);
  });

  test("outlives a change of the password in it; the others end", async () => {
    const world = await startConsoleWorld();
    const other = world.fresh();
    await other.signIn();
    const password = "a new password, longer";
    const change = (present: string): ReturnType<Browser["ask"]> =>
      world.ada.ask("session/change-password", { body: { password: present, newPassword: password } });
    const wrong = await change("not the present one");
    expect([wrong.status, wrong.code]).toEqual([403, "password_wrong"]);
    expect((await other.ask("session")).status).toBe(200);
    expect((await change(ADA.password)).status).toBe(200);
    expect((await world.ada.ask("session")).status).toBe(200);
    expect((await other.ask("session")).status).toBe(401);
    expect((await world.fresh().signIn()).status).toBe(401);
    expect((await world.fresh().signIn({ password })).status).toBe(200);
  });

  test("is nothing that an API key has", async () => {
    const world = await startConsoleWorld();
    const { json } = await world.ada.ask("api-keys", { body: { name: "ci", role: "admin" } });
    const { key: apiKey } = json as { key: string };
    const url = `${world.url}/api/v1/session`;
    expect((await ask(url, { apiKey })).json).toMatchObject({ how: "api_key", name: "ci", user: null });
    for (const path of ["sign-out", "sign-out-everywhere"]) {
      expect((await ask(`${url}/${path}`, { apiKey, method: "POST" })).code).toBe("session_needed");
    }
    const body = { password: ADA.password, newPassword: ADA.password };
    expect((await ask(`${url}/change-password`, { apiKey, body })).code).toBe("session_needed");
  });

  test("is told apart behind a trusted proxy by the address that the proxy names", async () => {
    const world = await startConsoleWorld({ trustedProxies: "127.0.0.1" });
    await world.ada.ask("session/sign-in", {
      body: ADA,
      headers: { "x-forwarded-for": "198.51.100.4, 203.0.113.9" },
    });
    const { json } = await world.ada.ask("audit?limit=200");
    const { items } = json as { readonly items: readonly { actor: { address: string } }[] };
    expect(items.at(-1)?.actor.address).toBe("203.0.113.9");
  });
});
