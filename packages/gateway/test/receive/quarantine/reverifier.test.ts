import { createSigner } from "countersign";
import { insightHealth, nabla } from "countersign/schemes";
import { expect, test } from "vitest";
import type { Organization, Source } from "../../../src/config/configuration.ts";
import { createMetrics } from "../../../src/observe/metrics.ts";
import { Reverifier } from "../../../src/receive/quarantine/reverifier.ts";
import { buildSourceTable } from "../../../src/receive/source-table.ts";
import type { SourceTable } from "../../../src/receive/source-table.ts";
import type { QuarantinedRequest } from "../../../src/store/quarantine/quarantine-store.ts";
import { START, sourceDocument } from "../../store/scenario.ts";

const PATH = "/v2/webhooks/shared";
const MINUTE_MS = 60_000;

function source(id: number, change: Partial<Source>): Source {
  return { ...sourceDocument({ path: PATH }), secrets: [], callers: [], ...change, id, isEnabled: true };
}

function organization(id: number, sources: readonly Source[]): Organization {
  return { id, name: `org-${id}`, configVersion: 7, sources, endpoints: [] };
}

/** A source whose only caller is known by this key. */
function withCaller(id: number, apiKey: string): Source {
  const secrets = [{ id: id * 100, name: "key", value: "a caller's secret" }];
  const callers = [{ id: id * 10, name: `caller-${id}`, apiKey, secrets }];
  return source(id, { name: `visits-${id}`, scheme: insightHealth, callers });
}

function tableOf(...organizations: readonly Organization[]): SourceTable {
  return buildSourceTable({ organizations }, { log: () => {}, metrics: createMetrics() });
}

function quarantined(change: Partial<QuarantinedRequest>): QuarantinedRequest {
  return {
    quarantineId: "qua_1",
    position: 1,
    organizationId: 1,
    sourceId: 1,
    sourceName: "visits-1",
    receivedAt: START,
    code: "unknown_caller",
    bodyBytes: 2,
    method: "POST",
    url: PATH,
    rawHeaders: [],
    body: Buffer.from("{}"),
    ...change,
  };
}

function signedBy(apiKey: string): readonly string[] {
  const keys = [{ secret: "a caller's secret" }];
  const signer = createSigner(insightHealth, { apiKey, keys, now: () => START });
  return Object.entries(signer.sign({ body: "{}" })).flat();
}

test("a request goes to the source of its path that its API key names now", () => {
  const table = tableOf(organization(1, [withCaller(1, "key one"), withCaller(2, "key two")]));
  const verdict = new Reverifier(table).verify(quarantined({ rawHeaders: signedBy("key two") }));
  expect(verdict).toMatchObject({ result: "passes", event: { organizationId: 1, sourceId: 2 } });
});

test("a request never goes to another organization, whatever its API key names", () => {
  const table = tableOf(
    organization(1, [withCaller(1, "key one")]),
    organization(2, [withCaller(2, "key two")]),
  );
  const verdict = new Reverifier(table).verify(quarantined({ rawHeaders: signedBy("key two") }));
  expect(verdict).toEqual({ result: "refused", code: "unknown_caller" });
});

const timed = source(1, { scheme: nabla, secrets: [{ id: 1, name: "k", value: "nabla's secret" }] });

function signedAt(time: number, secret = "nabla's secret"): readonly string[] {
  const signer = createSigner(nabla, { keys: [{ secret }], now: () => time });
  return Object.entries(signer.sign({ body: "{}" })).flat();
}

test("time is judged as of the moment when the request was received", () => {
  const reverifier = new Reverifier(tableOf(organization(1, [timed])));
  const resultOf = (rawHeaders: readonly string[]): string =>
    reverifier.verify(quarantined({ rawHeaders })).result;
  expect(resultOf(signedAt(START))).toBe("passes");
  expect(resultOf(signedAt(START - 60 * MINUTE_MS))).toBe("stale");
  expect(resultOf(signedAt(START + 60 * MINUTE_MS))).toBe("stale");
});

test("what is stale and has a wrong signature as well is refused for the signature", () => {
  const reverifier = new Reverifier(tableOf(organization(1, [timed])));
  const rawHeaders = signedAt(START - 60 * MINUTE_MS, "another secret");
  expect(reverifier.verify(quarantined({ rawHeaders }))).toEqual({ result: "refused", code: "no_match" });
});

test("an unreadable body passes only where its source takes such by now", () => {
  const body = Buffer.from("not JSON");
  const signer = createSigner(nabla, { keys: [{ secret: "nabla's secret" }], now: () => START });
  const request = quarantined({ body, rawHeaders: Object.entries(signer.sign({ body })).flat() });
  const verdictWith = (payloadCheck: Source["payloadCheck"]): unknown =>
    new Reverifier(tableOf(organization(1, [{ ...timed, payloadCheck }]))).verify(request);
  expect(verdictWith("refuse")).toEqual({ result: "refused", code: "payload_unreadable" });
  expect(verdictWith("flag")).toMatchObject({ result: "passes", event: { isPayloadUnreadable: true } });
});

test("a source that does not receive now has nothing to verify with", () => {
  const reverifier = new Reverifier(tableOf(organization(1, [{ ...timed, isEnabled: false }])));
  const verdict = reverifier.verify(quarantined({ rawHeaders: signedAt(START) }));
  expect(verdict).toEqual({ result: "refused", code: "source_disabled" });
});
