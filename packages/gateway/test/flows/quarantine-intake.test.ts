import { join } from "node:path";
import { expect, test } from "vitest";
import type { QuarantineCount, QuarantinedSummary } from "../../src/store/quarantine/quarantine-store.ts";
import { openBuiltStore } from "../support/built-store.ts";
import { NABLA_SECRET, nablaEvent, northside, post, signNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";
import type { TestGateway } from "./support/test-gateway.ts";

interface Kept {
  readonly listed: readonly QuarantinedSummary[];
  readonly counts: readonly QuarantineCount[];
}

/** What is in the quarantine when the gateway has stopped. */
async function keptBy(running: TestGateway): Promise<Kept> {
  await running.gateway.stop();
  await using store = await openBuiltStore(join(running.directory, "data"));
  const { organizations } = await store.loadConfiguration();
  const organizationId = organizations[0]?.id ?? 0;
  return {
    listed: await store.quarantine.list(organizationId, {}, { order: "asc", limit: 200 }),
    counts: await store.quarantine.count(organizationId),
  };
}

const wrongSignature = { "x-nabla-webhook-signature": `t=1,v1=${"0".repeat(64)}` };

test("a refused request is answered as ever, and kept with the code of its refusal", async () => {
  await using running = await startTestGateway({ configuration: northside });
  const answer = await post(`${running.url}/in/northside/nabla?a=b`, nablaEvent("e1"));
  const wrong = await post(`${running.url}/in/northside/nabla`, nablaEvent("e2"), {
    ...signNabla({ body: nablaEvent("another") }),
  });
  expect([answer, wrong].map(({ status, body }) => [status, body])).toEqual([
    [401, '{"error":"unauthorized"}'],
    [401, '{"error":"unauthorized"}'],
  ]);
  const { listed } = await keptBy(running);
  expect(listed.map(({ sourceName, code }) => [sourceName, code])).toEqual([
    ["nabla", "missing_header"],
    ["nabla", "no_match"],
  ]);
});

test("an authentic body that its source refuses as unreadable is kept", async () => {
  await using running = await startTestGateway({ configuration: northside });
  await post(`${running.url}/in/northside/strict`, "not JSON", signNabla({ body: "not JSON" }));
  const { listed } = await keptBy(running);
  expect(listed.map(({ code }) => code)).toEqual(["payload_unreadable"]);
});

test("requests to unknown sources, and such as are refused before their body, are not kept", async () => {
  await using running = await startTestGateway({ configuration: northside });
  await post(`${running.url}/in/northside/nobody`, nablaEvent("e1"));
  await post(`${running.url}/in/northside/small`, "x".repeat(2000), wrongSignature);
  await post(`${running.url}/in/northside/nabla`, "x", { "content-encoding": "gzip" });
  expect((await keptBy(running)).listed).toEqual([]);
});

test("a source that says off keeps nothing", async () => {
  const source = { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET], quarantine: "off" };
  const configuration = { organizations: [{ name: "northside", sources: [source] }] };
  await using running = await startTestGateway({ configuration });
  await post(`${running.url}/in/northside/nabla`, nablaEvent("e1"));
  const { listed, counts } = await keptBy(running);
  expect([listed, counts]).toEqual([[], []]);
});

test("of a flood a sample is kept and the rest counted, and what is authentic is accepted beside it", async () => {
  await using running = await startTestGateway({ configuration: northside });
  const url = `${running.url}/in/northside/nabla`;
  const statuses: number[] = [];
  for (let count = 0; count < 100; count += 1) {
    statuses.push((await post(url, nablaEvent(`e${count}`), wrongSignature)).status);
  }
  const body = nablaEvent("good");
  expect((await post(url, body, signNabla({ body }))).status).toBe(200);
  expect(new Set(statuses)).toEqual(new Set([401]));
  const dropped = await running.metric(
    'countersign_quarantine_dropped_total{organization="northside",source="nabla",code="too_many"}',
  );
  const { listed, counts } = await keptBy(running);
  expect(dropped).toBeGreaterThan(0);
  expect(listed.length + dropped).toBe(100);
  expect(counts).toMatchObject([{ sourceName: "nabla", items: listed.length, dropped }]);
});
