import { expect, test } from "vitest";
import type { EndpointDocument } from "../../../src/config/configuration.ts";
import { readConfiguration } from "../../../src/config/file/read-configuration.ts";
import { endpoint, source } from "./problem-cases.ts";

const references = { environment: { NABLA_SECRET: "nabla secret" }, directory: import.meta.dirname };

async function endpointOf(more: string): Promise<EndpointDocument | undefined> {
  const text = endpoint(`url: "https://h.example/", ${more}`);
  const { document } = await readConfiguration({ text, file: "c.yaml", references });
  return document.organizations[0]?.endpoints[0];
}

test.each([
  ["{ perSecond: 5 }", { count: 5, periodMs: 1000, burst: 5 }],
  ["{ perSecond: 5, burst: 20 }", { count: 5, periodMs: 1000, burst: 20 }],
  ["{ perMinute: 30 }", { count: 30, periodMs: 60_000, burst: 1 }],
  ["{ perMinute: 600 }", { count: 600, periodMs: 60_000, burst: 10 }],
])("a rate of %s is read", async (text, rate) => {
  expect((await endpointOf(`rate: ${text}`))?.rate).toEqual(rate);
});

test.each([
  ["{}", { failures: 10, pauseMs: 30_000, maxPauseMs: 600_000 }],
  ["{ failures: 0 }", { failures: 0, pauseMs: 30_000, maxPauseMs: 600_000 }],
  ["{ pauseMs: 900000 }", { failures: 10, pauseMs: 900_000, maxPauseMs: 900_000 }],
])("a circuit of %s is read", async (text, circuit) => {
  expect((await endpointOf(`circuit: ${text}`))?.circuit).toEqual(circuit);
});

test("hours of the week are read", async () => {
  const text = 'activeHours: [{ days: "mon-fri", from: "07:00", to: "19:00", timeZone: "Europe/Berlin" }]';
  expect((await endpointOf(text))?.activeHours).toEqual([
    { days: [1, 2, 3, 4, 5], fromMinute: 420, toMinute: 1140, timeZone: "Europe/Berlin" },
  ]);
});

test.each([
  ["type", { kind: "type" }],
  ["{ pointer: /patient/id }", { kind: "pointer", pointer: "/patient/id" }],
])("an order by %s is read", async (text, orderBy) => {
  expect((await endpointOf(`orderBy: ${text}`))?.orderBy).toEqual(orderBy);
});

test.each([
  ["off", "off"],
  ["{}", { maxItems: 1000, maxBytes: 67_108_864, maxAgeMs: 604_800_000 }],
  ["{ maxItems: 5, maxAgeHours: 2 }", { maxItems: 5, maxBytes: 67_108_864, maxAgeMs: 7_200_000 }],
])("a quarantine of %s is read", async (text, quarantine) => {
  const file = source(`quarantine: ${text}, expectedEveryHours: 24, secrets: ["env:NABLA_SECRET"]`);
  const { document } = await readConfiguration({ text: file, file: "c.yaml", references });
  expect(document.organizations[0]?.sources[0]).toMatchObject({ quarantine, expectedEveryMs: 86_400_000 });
});

test("a source's rate limit and networks are read", async () => {
  const text = source(
    'rateLimit: { perMinute: 120, burst: 50 }, allowFrom: ["203.0.113.0/24", "2001:db8::/32"], secrets: ["env:NABLA_SECRET"]',
  );
  const { document } = await readConfiguration({ text, file: "c.yaml", references });
  expect(document.organizations[0]?.sources[0]).toMatchObject({
    rateLimit: { count: 120, periodMs: 60_000, burst: 50 },
    allowFrom: ["203.0.113.0/24", "2001:db8::/32"],
  });
});
