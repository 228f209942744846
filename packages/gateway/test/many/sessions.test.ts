import { expect, test, vi } from "vitest";
import { ADA, Browser } from "../api/support/browser.ts";
import { startTwoGateways } from "./support/start-gateways.ts";

// Each password takes a tenth of a second of an idle processor, and many seconds of one that others use.
vi.setConfig({ testTimeout: 120_000 });

/** The same browser, sent to another gateway by whatever stands in front of them. */
function elsewhere(browser: Browser, url: string): (path: string) => Promise<number> {
  return async (path) => (await new Browser(url).ask(path, { headers: { cookie: browser.cookies } })).status;
}

test("a session that one gateway began holds on the other, and on neither after signing out of one", async () => {
  const { both, apiKey } = await startTwoGateways();
  const { a, b } = both;
  const admin = { apiKey };
  const invited = await new Browser(a.url).ask("users", {
    ...admin,
    body: { name: "Ada", email: ADA.email, role: "viewer" },
  });
  const { invitation } = invited.json as { readonly invitation: { readonly code: string } };
  const ada = new Browser(a.url);
  await ada.ask("invitations/accept", { body: { code: invitation.code, password: ADA.password } });
  const atB = elsewhere(ada, b.url);
  const cookies = ada.cookies;
  expect((await ada.ask("session")).status).toBe(200);
  expect(await atB("session")).toBe(200);
  const stream = await fetch(`${a.url}/api/v1/stream`, {
    headers: { cookie: cookies, "x-countersign-console": "1" },
  });
  expect(stream.status).toBe(200);

  // Signed out of the one, while the stream is open at the other.
  const out = await new Browser(b.url).ask("session/sign-out", {
    method: "POST",
    headers: { cookie: cookies },
  });
  expect(out.status).toBe(204);
  for (const url of [a.url, b.url]) {
    expect((await new Browser(url).ask("session", { headers: { cookie: cookies } })).status).toBe(401);
  }
  expect(await stream.text()).toContain(": no_longer_in");
});
