import { expect, onTestFinished, test, vi } from "vitest";
import { ask } from "./support/ask.ts";
import { startApiWorld } from "./support/api-world.ts";
import { startConsoleWorld } from "./support/browser.ts";
import type { Browser } from "./support/browser.ts";

// Each password takes a tenth of a second of an idle processor, and many seconds of one that others use.
vi.setConfig({ testTimeout: 120_000 });

/** Opens the live stream; the answer is there once its headers are. Closed when the test ends. */
async function follow(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${url}/api/v1/stream`, { headers, signal: stop.signal });
  expect(response.status).toBe(200);
  return response;
}

function followIn(browser: Browser): Promise<Response> {
  return follow(browser.url, { cookie: browser.cookies, "x-countersign-console": "1" });
}

/** The whole of a stream: resolves when the gateway ends it, and never otherwise. */
async function lastWords(response: Response): Promise<string> {
  return await response.text();
}

test("the stream of a session ends with the session, and another session's goes on", async () => {
  const world = await startConsoleWorld();
  const { browser } = await world.join("bo@north.example");
  const [mine, others] = [await followIn(browser), await followIn(world.ada)];
  await browser.ask("session/sign-out", { method: "POST" });
  expect(await lastWords(mine)).toContain(": no_longer_in");
  // Still open: whatever comes is told.
  const reader = others.body?.getReader();
  const next = reader?.read();
  await world.ada.ask("events", { body: { type: "note.created", data: { status: "final" } } });
  expect(new TextDecoder().decode((await next)?.value)).toContain("event.accepted");
});

test.each([
  ["is disabled", "disable"],
  ["has the password reset", "reset-password"],
])("the stream of a person who %s ends", async (_, act) => {
  const world = await startConsoleWorld();
  const { id, browser } = await world.join("bo@north.example");
  const stream = await followIn(browser);
  await world.ada.ask(`users/${id}/${act}`, { method: "POST" });
  expect(await lastWords(stream)).toContain(": no_longer_in");
});

test("the stream of an API key ends when the key is revoked", async () => {
  await using world = await startApiWorld();
  const { admin } = world.north;
  const made = await ask(`${world.url}/api/v1/api-keys`, {
    apiKey: admin,
    body: { name: "watcher", role: "viewer" },
  });
  const { id, key } = made.json as { readonly id: string; readonly key: string };
  const stream = await follow(world.url, { authorization: `Bearer ${key}` });
  await ask(`${world.url}/api/v1/api-keys/${id}/revoke`, { apiKey: admin, method: "POST" });
  expect(await lastWords(stream)).toContain(": no_longer_in");
});
