import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { nabla, suki } from "countersign/schemes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../flows/support/test-gateway.ts";
import type { TestGateway } from "../flows/support/test-gateway.ts";
import { ask } from "./support/ask.ts";
import type { Asked, Asking } from "./support/ask.ts";

const lab = { name: "lab", scheme: "nabla", secrets: ["a secret of the lab"] };
const ehr = { name: "ehr", url: "https://ehr.example.org", scheme: "nabla", secrets: ["outbound"] };
const dialect = { ...nabla, id: "dialect" };
const insight = {
  name: "visits",
  scheme: "insight-health",
  callers: [{ name: "clinic", apiKey: "key", secrets: ["secret"] }],
};

function file(...resources: readonly object[]): object {
  const endpoints = resources.filter((each) => "url" in each);
  const schemes = resources.filter((each) => "proof" in each);
  const sources = resources.filter((each) => !("url" in each || "proof" in each));
  return { organizations: [{ name: "north", schemes, sources, endpoints }] };
}

/** Asks as an admin of north. */
async function adminOf(running: TestGateway): Promise<(path: string, asking?: Asking) => Promise<Asked>> {
  const code = (await readFile(join(running.directory, "data", "setup-code"), "utf8")).trimEnd();
  const body = { code, organization: "north" };
  const { json } = await ask(`${running.url}/api/v1/setup`, { body });
  const { key: apiKey } = json as { readonly key: string };
  return (path, asking = {}) => ask(`${running.url}/api/v1/${path}`, { apiKey, ...asking });
}

describe("a resource of the configuration file", () => {
  let running: TestGateway;
  let api: Awaited<ReturnType<typeof adminOf>>;
  beforeAll(async () => {
    running = await startTestGateway({ configuration: file(lab, insight, ehr, dialect) });
    api = await adminOf(running);
  });
  afterAll(() => running[Symbol.asyncDispose]());

  test.each([
    ["updating a source", "sources/lab", "PATCH", { toleranceMs: 1 }],
    ["pausing a source", "sources/lab/disable", "POST", undefined],
    ["deleting a source", "sources/lab", "DELETE", undefined],
    ["rotating a source's secret", "sources/lab/secrets/rotate", "POST", {}],
    ["erasing a source's secret", "sources/lab/secrets/key-1/erase", "POST", undefined],
    ["adding a caller", "sources/visits/callers", "POST", { name: "b", apiKey: "b", secrets: ["b"] }],
    ["updating a caller", "sources/visits/callers/clinic", "PATCH", { apiKey: "b" }],
    ["pausing a caller", "sources/visits/callers/clinic/disable", "POST", undefined],
    ["removing a caller", "sources/visits/callers/clinic", "DELETE", undefined],
    ["updating an endpoint", "endpoints/ehr", "PATCH", { concurrency: 1 }],
    ["pausing an endpoint", "endpoints/ehr/disable", "POST", undefined],
    ["deleting an endpoint", "endpoints/ehr", "DELETE", undefined],
    ["rotating an endpoint's secret", "endpoints/ehr/secrets/rotate", "POST", {}],
    ["changing a scheme", "schemes/dialect", "PUT", { ...dialect, name: "Another" }],
    ["deleting a scheme", "schemes/dialect", "DELETE", undefined],
  ])("refuses %s with its entry, and does not change", async (...route) => {
    const [, path, method, body] = route;
    const present = (): Promise<readonly Asked[]> =>
      Promise.all([api("sources"), api("endpoints"), api("schemes/dialect")]);
    const before = (await present()).map(({ text }) => text);
    const refused = await api(path, { method, body });
    expect(refused).toMatchObject({ status: 409, code: "managed_by_file" });
    const name = path.split("/")[1] ?? "";
    expect(refused.text).toContain(`=${name}] of the configuration file`);
    expect((await present()).map(({ text }) => text)).toEqual(before);
  });
});

test("the file leaves what the API manages alone, and a name in both is refused until one is gone", async () => {
  await using running = await startTestGateway({ configuration: file(ehr) });
  const api = await adminOf(running);
  await api("sources", { body: lab });
  await running.gateway.reload();
  expect((await api("sources/lab")).json).toMatchObject({ state: "enabled", managedBy: "api" });

  await running.writeConfiguration(file(lab));
  await expect(running.gateway.reload()).rejects.toMatchObject({ code: "configuration_conflict" });
  expect((await api("endpoints/ehr")).json).toMatchObject({ state: "enabled" });
  expect(running.lines).toContainEqual(
    expect.objectContaining({ event: "configuration_rejected", code: "configuration_conflict" }),
  );

  await api("sources/lab", { method: "DELETE" });
  await running.gateway.reload();
  expect((await api("sources/lab")).json).toMatchObject({ state: "enabled", managedBy: "file" });
  expect((await api("endpoints/ehr")).json).toMatchObject({ state: "removed", managedBy: "file" });
});

test("what has left the file is disabled, and may be deleted through the API but not changed", async () => {
  await using running = await startTestGateway({ configuration: file(lab) });
  const api = await adminOf(running);
  await running.writeConfiguration(file(ehr));
  await running.gateway.reload();
  expect((await api("sources/lab")).json).toMatchObject({ state: "removed" });
  expect((await api("sources/lab/enable", { method: "POST" })).code).toBe("managed_by_file");
  expect((await api("sources", { body: lab })).code).toBe("name_taken");
  expect((await api("sources/lab", { method: "DELETE" })).status).toBe(204);
  expect((await api("sources", { body: lab })).status).toBe(201);
});

test("a scheme of the file is not taken from what the API manages, and goes on for it once it has left the file", async () => {
  await using running = await startTestGateway({ configuration: file(dialect) });
  const api = await adminOf(running);
  await api("sources", { body: { ...lab, scheme: "dialect" } });

  await running.writeConfiguration(file({ ...dialect, caller: { header: "x-api-key" } }));
  await expect(running.gateway.reload()).rejects.toMatchObject({ code: "configuration_conflict" });
  expect((await api("schemes/dialect")).json).toMatchObject({ version: 1, managedBy: "file" });

  await running.writeConfiguration(file({ ...suki, id: "dialect" }));
  await running.gateway.reload();
  expect((await api("schemes/dialect")).json).toMatchObject({ version: 2, name: suki.name });

  await running.writeConfiguration(file());
  await running.gateway.reload();
  expect((await api("schemes/dialect")).json).toMatchObject({ state: "removed" });
  expect((await api("sources/lab")).json).toMatchObject({ scheme: "dialect", state: "enabled" });
  expect((await api("schemes/dialect", { method: "DELETE" })).code).toBe("scheme_in_use");
  await api("sources/lab", { method: "DELETE" });
  expect((await api("schemes/dialect", { method: "DELETE" })).status).toBe(204);
});
