import { expect, test } from "vitest";
import { insightHealth, nabla } from "countersign/schemes";
import { endpointBody, endpointSettings } from "../../../src/config/body/endpoint-body.ts";
import { readEndpointBody } from "../../../src/config/body/read-endpoint-body.ts";
import { readSourceBody } from "../../../src/config/body/read-source-body.ts";
import { sourceBody, sourceSettings } from "../../../src/config/body/source-body.ts";
import { endpointFields } from "../../../src/config/file/endpoint-fields.ts";
import { sourceFields } from "../../../src/config/file/source-fields.ts";
import type { BodyRead } from "../../../src/config/body/read-body.ts";

const own = { ...nabla, id: "our-own" };
const secrets = [
  { id: "new", value: "literal:env:a new secret", notBefore: "2026-11-01T00:00:00.000Z" },
  { id: "old", value: "literal:an old secret", notAfter: "2026-12-01T00:00:00.500Z" },
];

/** With every key that a source may have, but for those that exclude each other. */
const source = {
  name: "lab",
  scheme: own,
  secrets,
  path: "/lab/results",
  method: "PUT",
  keyEncoding: "utf8",
  toleranceMs: 1000,
  maxBodyBytes: 2000,
  payloadCheck: "refuse",
  onConflict: "deliver",
  repeatWindowMs: 3000,
  payloadRetentionDays: 90,
  rateLimit: { perSecond: 5, burst: 7 },
  allowFrom: ["203.0.113.0/24"],
  quarantine: { maxItems: 5, maxBytes: 2_000_000, maxAgeHours: 3 },
  expectedEveryHours: 26,
};
const withCallers = {
  name: "visits",
  scheme: "insight-health",
  callers: [{ name: "clinic-a", apiKey: "literal:cmd:key", secrets }],
};
const signedUrl = {
  name: "rx",
  scheme: "honeybee",
  secrets: ["hb"],
  publicUrl: "https://hooks.example.org/in/rx",
};

const endpoint = {
  name: "ehr",
  url: "https://ehr.example.org/hooks?to=a",
  scheme: "insight-health",
  secrets,
  apiKey: "literal:file:key",
  keyEncoding: "utf8",
  sources: ["lab", "v*"],
  events: ["note.*"],
  headers: { "X-Zone": "literal:env:ZONE", "x.y": "b" },
  forwardHeaders: ["x-trace"],
  concurrency: 3,
  connectTimeoutMs: 1000,
  attemptTimeoutMs: 2000,
  retryScheduleMs: [1, 2],
  rate: { perMinute: 90, burst: 2 },
  circuit: { failures: 3, pauseMs: 200, maxPauseMs: 400 },
  activeHours: [{ days: "mon-wed,sun", from: "07:05", to: "24:00", timeZone: "Europe/Berlin" }],
  orderBy: { pointer: "/patient/id" },
  where: [
    { pointer: "/status", oneOf: ["final", 1, true, null] },
    { pointer: "/draft", exists: false },
    { pointer: "/kind", equals: "note" },
  ],
};

function documentOf<Document>(read: BodyRead<Document>): Document {
  if (!read.isValid) throw new Error(JSON.stringify(read.problems));
  return read.document;
}

test.each([
  ["with everything", source],
  ["with callers", withCallers],
  ["whose URL is signed", signedUrl],
])("a source %s is read again as what it was", async (_what, body) => {
  const document = documentOf(await readSourceBody(body, "northside"));
  expect(documentOf(await readSourceBody(sourceBody(document), "northside"))).toEqual(document);
});

test.each([
  ["with everything", endpoint],
  ["that is ordered by type", { ...endpoint, orderBy: "type", rate: { perSecond: 2 } }],
  [
    "with nothing but what it needs",
    { name: "a", url: "https://a.example", scheme: "nabla", secrets: ["s"] },
  ],
])("an endpoint %s is read again as what it was", async (_what, body) => {
  const context = { allowInsecureEndpoints: false };
  const document = documentOf(await readEndpointBody(body, context));
  expect(documentOf(await readEndpointBody(endpointBody(document), context))).toEqual(document);
});

test("what names a scheme of the organization's own is read again as what it was", async () => {
  const named = documentOf(await readSourceBody({ ...source, scheme: "our-own" }, "northside", [own]));
  expect(named).toMatchObject({ scheme: own, hasStoredScheme: true });
  expect(sourceBody(named)).toMatchObject({ scheme: "our-own" });
  expect(documentOf(await readSourceBody(sourceBody(named), "northside", [own]))).toEqual(named);
  const context = { allowInsecureEndpoints: false, schemes: [{ ...insightHealth, id: "our-own" }] };
  const signed = documentOf(await readEndpointBody({ ...endpoint, scheme: "our-own" }, context));
  expect(endpointBody(signed)).toMatchObject({ scheme: "our-own" });
  expect(documentOf(await readEndpointBody(endpointBody(signed), context))).toEqual(signed);
});

test("an organization's own scheme keeps its meaning though one of its id is built in", async () => {
  const hidden = { ...own, id: "suki" };
  const body = { ...source, scheme: "suki" };
  const document = documentOf(await readSourceBody(body, "northside", [hidden]));
  expect(document).toMatchObject({ scheme: hidden, hasStoredScheme: true });
});

test("these examples have every key there is, so that a new one cannot be forgotten", () => {
  const ofSources = new Set([source, withCallers, signedUrl].flatMap((each) => Object.keys(each)));
  expect(Object.keys(sourceFields).filter((key) => !ofSources.has(key))).toEqual([]);
  expect(Object.keys(endpointFields).filter((key) => !(key in endpoint))).toEqual([]);
});

test("settings hold no secret, no API key and no header", async () => {
  const shown = [
    sourceSettings(documentOf(await readSourceBody(source, "northside"))),
    sourceSettings(documentOf(await readSourceBody(withCallers, "northside"))),
    endpointSettings(documentOf(await readEndpointBody(endpoint, { allowInsecureEndpoints: false }))),
  ];
  const text = JSON.stringify(shown);
  for (const hidden of ["secret", "cmd:key", "file:key", "ZONE"]) expect(text).not.toContain(hidden);
  expect(text).toContain("203.0.113.0/24");
});
