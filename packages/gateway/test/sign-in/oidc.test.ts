import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ask } from "../api/support/ask.ts";
import { ADA, Browser } from "../api/support/browser.ts";
import { closedPort } from "../support/closed-port.ts";
import { startTestGateway } from "../flows/support/test-gateway.ts";
import type { TestGateway } from "../flows/support/test-gateway.ts";
import { CLIENT_ID, CLIENT_SECRET, PersonAtProvider, startIdentityProvider } from "./identity-provider.ts";

vi.setConfig({ testTimeout: 120_000 });

interface OidcWorld {
  readonly running: TestGateway;
  readonly ada: Browser;
  /** Sends a browser to the provider and signs in there; `alter` changes where the gateway sends it. */
  readonly signIn: (login: string, alter?: (location: URL) => void) => Promise<Returned>;
}

interface Returned {
  readonly browser: Browser;
  readonly callback: string;
}

/** A gateway whose people sign in at a provider, with Ada as its admin, and Bea and Cleo invited. */
async function startOidcWorld(): Promise<OidcWorld> {
  const port = await closedPort();
  const url = `http://127.0.0.1:${port}`;
  const issuer = await startIdentityProvider(() => `${url}/api/v1/oidc/callback`);
  const running = await startTestGateway({
    environment: { PROVIDER_SECRET: CLIENT_SECRET },
    flags: {
      port: String(port),
      consoleUrl: url,
      oidcIssuer: issuer,
      oidcClientId: CLIENT_ID,
      oidcClientSecret: "env:PROVIDER_SECRET",
      oidcLabel: "Clinic account",
      oidcOrganization: "north",
    },
  });
  onTestFinished(() => running[Symbol.asyncDispose]());
  const ada = new Browser(url);
  await ada.ask("setup/user", { body: { ...ADA, name: "Ada", code: running.gateway.setupCode } });
  for (const email of ["bea@north.example", "cleo@north.example"]) {
    await ada.ask("users", { body: { email, name: "Somebody", role: "viewer" } });
  }
  return {
    running,
    ada,
    signIn: async (login, alter) => {
      const browser = new Browser(url);
      const started = await follow(browser, `${url}/api/v1/oidc/start`);
      const location = new URL(started);
      alter?.(location);
      return { browser, callback: await new PersonAtProvider(login).signIn(location.href) };
    },
  };
}

/** Goes to an address of the gateway as a browser does that comes from elsewhere; gives where it is sent on to. */
async function follow(browser: Browser, url: string): Promise<string> {
  const response = await fetch(url, {
    redirect: "manual",
    headers: { cookie: browser.cookies, "sec-fetch-site": "cross-site" },
  });
  if (response.status !== 303) throw new Error(`${url} was answered ${response.status}`);
  browser.keep(response.headers);
  return response.headers.get("location") ?? "";
}

describe("signing in with OpenID Connect", () => {
  test("begins a session for who was invited, and knows the account again when its email has changed", async () => {
    const { ada, signIn, running } = await startOidcWorld();
    const { json: options } = await ask(`${running.url}/api/v1/sign-in-options`);
    expect(options).toEqual({ oidc: { label: "Clinic account" }, isSetupNeeded: false });
    const { browser, callback } = await signIn("bea");
    expect(await follow(browser, callback)).toBe("/console/");
    const me = await browser.ask("session");
    expect(me.json).toMatchObject({ email: "bea@north.example", how: "oidc", role: "viewer" });
    const { user } = me.json as { readonly user: string };
    expect((await ada.ask(`users/${user}`)).json).toMatchObject({ isLinkedToOidc: true, state: "active" });
    const again = await signIn("bea");
    expect(await follow(again.browser, again.callback)).toBe("/console/");
    // Another account that has come to have the same email is not the one that was linked.
    const other = await signIn("bea-again");
    expect(await follow(other.browser, other.callback)).toBe("/console/sign-in?failed=not_invited");
    const { text } = await ada.ask("audit?limit=200");
    expect(text).toContain("user.link_oidc");
  });

  test("asks the provider with PKCE, state and nonce, and keeps what is secret of it sealed in a cookie", async () => {
    const { running } = await startOidcWorld();
    const browser = new Browser(running.url);
    const location = new URL(await follow(browser, `${running.url}/api/v1/oidc/start`));
    const { searchParams } = location;
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    expect(searchParams.get("response_type")).toBe("code");
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(searchParams.get(name)).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(browser.cookies).not.toContain(searchParams.get(name));
    }
    expect(browser.cookies).toMatch(/^__Host-countersign-oidc=/);
  });

  test.each([
    ["an email that the provider has not verified", "cleo", "not_invited"],
    ["an account that nobody has invited", "mallory", "not_invited"],
  ])("is refused with %s", async (_, login, failure) => {
    const { signIn } = await startOidcWorld();
    const { browser, callback } = await signIn(login);
    expect(await follow(browser, callback)).toBe(`/console/sign-in?failed=${failure}`);
    expect((await browser.ask("session")).status).toBe(401);
  });

  test("is refused for a disabled user", async () => {
    const { ada, signIn } = await startOidcWorld();
    const first = await signIn("bea");
    await follow(first.browser, first.callback);
    const { user } = (await first.browser.ask("session")).json as { readonly user: string };
    await ada.ask(`users/${user}/disable`, { method: "POST" });
    const { browser, callback } = await signIn("bea");
    expect(await follow(browser, callback)).toBe("/console/sign-in?failed=not_invited");
  });

  test("is refused where the provider's word is for another nonce", async () => {
    const { signIn } = await startOidcWorld();
    const { browser, callback } = await signIn("bea", ({ searchParams }) =>
      searchParams.set("nonce", "of-another-sign-in"),
    );
    expect(await follow(browser, callback)).toBe("/console/sign-in?failed=refused");
  });

  test("is refused where the state is another, or the browser is", async () => {
    const { signIn, running } = await startOidcWorld();
    const one = await signIn("bea");
    const altered = new URL(one.callback);
    altered.searchParams.set("state", "of-another-sign-in");
    expect(await follow(one.browser, altered.href)).toBe("/console/sign-in?failed=refused");
    const two = await signIn("bea");
    expect(await follow(new Browser(running.url), two.callback)).toBe("/console/sign-in?failed=refused");
  });

  test("is refused where the verifier is not that of the challenge", async () => {
    const { signIn } = await startOidcWorld();
    const { browser, callback } = await signIn("bea", ({ searchParams }) =>
      searchParams.set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
    );
    expect(await follow(browser, callback)).toBe("/console/sign-in?failed=refused");
  });

  test("is refused with a code that was used, and says in the log what the provider said", async () => {
    const { signIn, running } = await startOidcWorld();
    const { browser, callback } = await signIn("bea");
    const { cookies } = browser;
    expect(await follow(browser, callback)).toBe("/console/");
    const again = await fetch(callback, { redirect: "manual", headers: { cookie: cookies } });
    expect(again.headers.get("location")).toBe("/console/sign-in?failed=refused");
    const line = running.lines.find(({ event }) => event === "oidc_refused");
    expect(line).toMatchObject({ code: "refused", errorClass: "ResponseBodyError" });
    expect(JSON.stringify(running.lines)).not.toContain(new URL(callback).searchParams.get("code"));
  });

  test("is refused where the provider refuses", async () => {
    const { running } = await startOidcWorld();
    const browser = new Browser(running.url);
    const location = new URL(await follow(browser, `${running.url}/api/v1/oidc/start`));
    const state = location.searchParams.get("state") ?? "";
    const callback = `${running.url}/api/v1/oidc/callback?error=access_denied&state=${state}`;
    expect(await follow(browser, callback)).toBe("/console/sign-in?failed=refused");
  });
});

test("a provider that cannot be reached is told as that", async () => {
  const port = await closedPort();
  await using running = await startTestGateway({
    flags: {
      consoleUrl: "http://127.0.0.1:1",
      oidcIssuer: `http://127.0.0.1:${port}`,
      oidcClientId: CLIENT_ID,
      oidcClientSecret: CLIENT_SECRET,
    },
  });
  const browser = new Browser(running.url);
  const location = await follow(browser, `${running.url}/api/v1/oidc/start`);
  expect(location).toBe("/console/sign-in?failed=unavailable");
});

test("a gateway without a provider knows none", async () => {
  await using running = await startTestGateway();
  for (const path of ["start", "callback?code=x&state=y"]) {
    expect((await ask(`${running.url}/api/v1/oidc/${path}`)).code).toBe("not_found");
  }
});

test.each([
  ["half of what it takes", { oidcIssuer: "https://id.example" }],
  [
    "a provider in the clear",
    {
      oidcIssuer: "http://id.example",
      oidcClientId: "x",
      oidcClientSecret: "y",
      consoleUrl: "https://c.example",
    },
  ],
  [
    "a secret that is not there",
    {
      oidcIssuer: "https://id.example",
      oidcClientId: "x",
      oidcClientSecret: "env:MISSING",
      consoleUrl: "https://c.example",
    },
  ],
])("a gateway does not start with %s", async (_, flags) => {
  await expect(startTestGateway({ flags })).rejects.toMatchObject({ code: "settings_invalid" });
});
