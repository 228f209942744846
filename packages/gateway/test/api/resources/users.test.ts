import { describe, expect, test, vi } from "vitest";
import { ADA, startConsoleWorld } from "../support/browser.ts";
import type { Browser, ConsoleWorld } from "../support/browser.ts";

// Each password takes a tenth of a second of an idle processor, and many seconds of one that others use.
vi.setConfig({ testTimeout: 120_000 });

const post = { method: "POST" } as const;

async function idOf(browser: Browser): Promise<string> {
  const { json } = await browser.ask("session");
  return (json as { readonly user: string }).user;
}

describe("an invitation", () => {
  test("lets the person set a password once, and signs the person in", async () => {
    const world = await startConsoleWorld();
    const { id, code } = await world.invite("bea@north.example", "operator");
    expect(code).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const shown = await world.ada.ask(`users/${id}`);
    expect(shown.json).toMatchObject({ state: "invited", hasPassword: false, role: "operator" });
    expect(shown.text).not.toContain(code);
    expect((await world.fresh().signIn({ email: "bea@north.example" })).status).toBe(401);
    const bea = world.fresh();
    const { password } = ADA;
    const accepted = await bea.ask("invitations/accept", { body: { code, password } });
    expect(accepted.json).toMatchObject({ email: "bea@north.example", how: "invitation", role: "operator" });
    expect((await bea.ask("session")).status).toBe(200);
    expect((await world.ada.ask(`users/${id}`)).json).toMatchObject({
      state: "active",
      hasPassword: true,
      invitedUntil: null,
    });
    const again = await world.fresh().ask("invitations/accept", { body: { code, password } });
    expect([again.status, again.code]).toEqual([401, "invitation_wrong"]);
    expect((await world.fresh().signIn({ email: "bea@north.example" })).status).toBe(200);
  });

  test("is void once a later one was made, and for a disabled user", async () => {
    const world = await startConsoleWorld();
    const { id, code } = await world.invite("bea@north.example");
    const { json } = await world.ada.ask(`users/${id}/reset-password`, post);
    const later = (json as { readonly invitation: { readonly code: string } }).invitation.code;
    const accept = async (given: string): Promise<number> => {
      const body = { code: given, password: ADA.password };
      return (await world.fresh().ask("invitations/accept", { body })).status;
    };
    expect(await accept(code)).toBe(401);
    await world.ada.ask(`users/${id}/disable`, post);
    expect(await accept(later)).toBe(401);
    await world.ada.ask(`users/${id}/enable`, post);
    expect(await accept(later)).toBe(200);
  });

  test("is answered again under the same idempotency key, and refused for an email that is taken", async () => {
    const world = await startConsoleWorld();
    const body = { name: "Bea", email: "bea@north.example", role: "viewer" };
    const headers = { "idempotency-key": "once" };
    const first = await world.ada.ask("users", { body, headers });
    expect(first.status).toBe(201);
    expect((await world.ada.ask("users", { body, headers })).text).toBe(first.text);
    const again = await world.ada.ask("users", { body: { ...body, email: "BEA@north.example" } });
    expect(again.code).toBe("email_taken");
  });
});

describe("a user", () => {
  test("whose role changes has to sign in again, and then has it", async () => {
    const world = await startConsoleWorld();
    const { id, browser } = await world.join("bea@north.example", "viewer");
    const named = await world.ada.ask(`users/${id}`, { method: "PATCH", body: { name: "Bea B." } });
    expect(named.json).toMatchObject({ name: "Bea B.", role: "viewer" });
    expect((await browser.ask("session")).status).toBe(200);
    await world.ada.ask(`users/${id}`, { method: "PATCH", body: { role: "admin" } });
    expect((await browser.ask("session")).status).toBe(401);
    await browser.signIn({ email: "bea@north.example" });
    expect((await browser.ask("users")).status).toBe(200);
  });

  test.each([
    ["disabled", "/disable", "POST"],
    ["reset", "/reset-password", "POST"],
    ["deleted", "", "DELETE"],
  ])("that is %s is out with the next request, and cannot come back by itself", async (_, act, method) => {
    const world = await startConsoleWorld();
    const { id, browser } = await world.join("bea@north.example");
    const done = await world.ada.ask(`users/${id}${act}`, { method });
    expect(done.status).toBeLessThan(300);
    expect((await browser.ask("session")).status).toBe(401);
    expect((await browser.signIn({ email: "bea@north.example" })).code).toBe("sign_in_refused");
  });

  test("that is enabled again signs in as before", async () => {
    const world = await startConsoleWorld();
    const { id, browser } = await world.join("bea@north.example");
    await world.ada.ask(`users/${id}/disable`, post);
    expect((await world.ada.ask(`users/${id}/disable`, post)).json).toMatchObject({ state: "disabled" });
    expect((await world.ada.ask(`users/${id}/enable`, post)).json).toMatchObject({ state: "active" });
    expect((await browser.signIn({ email: "bea@north.example" })).status).toBe(200);
  });

  test("who is the last active admin stays one", async () => {
    const world = await startConsoleWorld();
    await world.invite("bea@north.example", "admin");
    const ada = `users/${await idOf(world.ada)}`;
    const refusals = [
      await world.ada.ask(ada, { method: "PATCH", body: { role: "viewer" } }),
      await world.ada.ask(`${ada}/disable`, post),
      await world.ada.ask(ada, { method: "DELETE" }),
    ];
    expect(refusals.map(({ status, code }) => [status, code])).toEqual([
      [409, "last_admin"],
      [409, "last_admin"],
      [409, "last_admin"],
    ]);
    expect((await world.ada.ask("session")).status).toBe(200);
  });

  test("is changed on the state that If-Match names only", async () => {
    const world = await startConsoleWorld();
    const { id } = await world.invite("bea@north.example");
    const { headers } = await world.ada.ask(`users/${id}`);
    const etag = headers.get("etag") ?? "";
    const change = (name: string): ReturnType<Browser["ask"]> =>
      world.ada.ask(`users/${id}`, { method: "PATCH", body: { name }, headers: { "if-match": etag } });
    expect((await change("Bea")).status).toBe(200);
    expect((await change("Bee")).code).toBe("precondition_failed");
  });

  test("is listed by email, page by page", async () => {
    const world = await startConsoleWorld();
    for (const email of ["cleo@north.example", "bea@north.example"]) await world.invite(email);
    const emails: string[] = [];
    let cursor = "";
    do {
      const { json } = await world.ada.ask(`users?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      const page = json as { items: readonly { email: string }[]; next: string | null };
      emails.push(...page.items.map(({ email }) => email));
      cursor = page.next ?? "";
    } while (cursor !== "");
    expect(emails).toEqual(["ada@north.example", "bea@north.example", "cleo@north.example"]);
  });

  test("does what the audit log then says, under the email", async () => {
    const world: ConsoleWorld = await startConsoleWorld();
    const { id } = await world.join("bea@north.example");
    await world.ada.ask(`users/${id}`, { method: "DELETE" });
    const { json } = await world.ada.ask("audit?limit=200");
    const { items } = json as { items: readonly { action: string; actor: { name: string } }[] };
    expect(items.slice(3).map(({ action, actor }) => [action, actor.name])).toEqual([
      ["user.create", "ada@north.example"],
      ["user.accept_invitation", "bea@north.example"],
      ["session.begin", "bea@north.example"],
      ["user.delete", "ada@north.example"],
    ]);
  });
});
