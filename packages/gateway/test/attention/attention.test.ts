import { expect, test } from "vitest";
import { attentionKinds } from "@countersign/contract";
import { byUrgency } from "../../src/attention/attention-entry.ts";
import { endpointAttention } from "../../src/attention/endpoint-attention.ts";
import { secretAttention } from "../../src/attention/secret-attention.ts";
import { sourceAttention } from "../../src/attention/source-attention.ts";
import { deliveryTimeColumns } from "../../src/store/activity/activity-measures.ts";
import type { ActivityRow } from "../../src/store/activity/activity-rows.ts";
import type { StoredEndpoint, StoredSource } from "../../src/store/configure/stored-resource.ts";
import type { EndpointState } from "../../src/store/delivering.ts";
import type { SecretFactsRow } from "../../src/store/resources/secret-rows.ts";
import { endpointDocument, sourceDocument } from "../store/scenario.ts";
import { endpointState } from "../support/endpoint-state.ts";

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const facts = { id: 1, managedBy: "api", version: 1, createdAt: NOW - 90 * DAY_MS, isEnabled: true } as const;

const secret = (id: number, change: object = {}) => ({ id, name: `key-${id}`, value: "a secret", ...change });
const source = (change: Partial<StoredSource> = {}): StoredSource => ({
  ...sourceDocument(),
  ...facts,
  callers: [],
  secrets: [secret(2), secret(1)],
  ...change,
});
const endpoint = (change: Partial<StoredEndpoint> = {}): StoredEndpoint => ({
  ...endpointDocument(),
  ...facts,
  secrets: [secret(3)],
  ...change,
});

const row = (change: Partial<ActivityRow>): ActivityRow => ({
  organizationId: 1,
  subjectId: 1,
  bucket: NOW / (5 * MINUTE_MS) - 3,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  delivered: 0,
  attemptsFailed: 0,
  deadLetters: 0,
  times: deliveryTimeColumns.map(() => 0),
  ...change,
});

const ofSource = (lastHour: readonly ActivityRow[], quarantine?: object) =>
  sourceAttention(source(), {
    lastHour,
    quarantine:
      quarantine === undefined
        ? undefined
        : { sourceId: 1, sourceName: "inbox", items: 0, bytes: 0, dropped: 0, pushedOut: 0, ...quarantine },
    dominantCode: "no_match",
    now: NOW,
  }).map(({ kind }) => kind);

const ofEndpoint = (
  shown: StoredEndpoint,
  present: EndpointState | undefined,
  lastHour: readonly ActivityRow[] = [],
) => endpointAttention(shown, { lastHour, state: present, now: NOW }).map(({ kind }) => kind);

test("a source refuses too much from 10 requests and a fifth of all on", () => {
  expect(ofSource([row({ refused: 9 })])).toEqual([]);
  expect(ofSource([row({ refused: 10 })])).toEqual(["source_refusing"]);
  expect(ofSource([row({ refused: 10, accepted: 41 })])).toEqual([]);
  expect(ofSource([row({ refused: 10, accepted: 30, duplicates: 10 })])).toEqual(["source_refusing"]);
});

test("refusals are told since the stretch in which the first of them came", () => {
  const bucket = NOW / (5 * MINUTE_MS);
  const rows = [row({ accepted: 1, bucket: bucket - 9 }), row({ refused: 20, bucket: bucket - 2 })];
  const [entry] = sourceAttention(source(), {
    lastHour: rows,
    quarantine: undefined,
    dominantCode: undefined,
    now: NOW,
  });
  expect(entry).toMatchObject({ count: 20, since: NOW - 10 * MINUTE_MS });
});

test("a quarantine is told when it is nearly full, or has lost something in the last day", () => {
  expect(ofSource([], { items: 799 })).toEqual([]);
  expect(ofSource([], { items: 800 })).toEqual(["quarantine_filling"]);
  expect(ofSource([], { lastLossAt: NOW - DAY_MS })).toEqual([]);
  expect(ofSource([], { lastLossAt: NOW - DAY_MS + 1 })).toEqual(["quarantine_filling"]);
});

test("an endpoint that is gone, paused with a backlog, or cut off is told once, as that", () => {
  const waiting = endpointState({ pending: 3, oldestPendingAt: NOW - DAY_MS });
  expect(ofEndpoint(endpoint({ isEnabled: false, disabledReason: "gone" }), waiting)).toEqual([
    "endpoint_gone",
  ]);
  expect(ofEndpoint(endpoint({ isEnabled: false, disabledReason: "paused" }), waiting)).toEqual([
    "endpoint_paused",
  ]);
  expect(ofEndpoint(endpoint({ isEnabled: false, disabledReason: "paused" }), endpointState())).toEqual([]);
  const open = { ...waiting, circuit: "open", consecutiveFailures: 9 } as const;
  expect(ofEndpoint(endpoint(), open)).toEqual(["circuit_open"]);
});

test("an endpoint fails from 5 failed attempts on, if more have failed than were delivered", () => {
  expect(ofEndpoint(endpoint(), endpointState(), [row({ attemptsFailed: 4 })])).toEqual([]);
  expect(ofEndpoint(endpoint(), endpointState(), [row({ attemptsFailed: 5 })])).toEqual(["endpoint_failing"]);
  expect(ofEndpoint(endpoint(), endpointState(), [row({ attemptsFailed: 5, delivered: 5 })])).toEqual([]);
});

const waitingFor = (ms: number): EndpointState => endpointState({ pending: 1, oldestPendingAt: NOW - ms });

test("a delivery is late after 15 minutes", () => {
  expect(ofEndpoint(endpoint(), waitingFor(15 * MINUTE_MS))).toEqual([]);
  expect(ofEndpoint(endpoint(), waitingFor(15 * MINUTE_MS + 1))).toEqual(["deliveries_late"]);
});

test("dead letters and held deliveries are told beside everything else", () => {
  expect(ofEndpoint(endpoint(), endpointState({ failed: 2, held: 1 }))).toEqual([
    "dead_letters",
    "events_held",
  ]);
  expect(ofEndpoint(endpoint(), undefined)).toEqual([]);
});

const fact = (id: number, change: Partial<SecretFactsRow>): SecretFactsRow => ({
  id,
  ownerKind: "source",
  ownerId: 1,
  name: `key-${id}`,
  position: 0,
  state: "active",
  createdAt: NOW - 2 * DAY_MS,
  notBefore: null,
  notAfter: null,
  lastMatchedAt: null,
  matches: 0,
  ...change,
});

const ofSecrets = (shown: StoredSource, known: readonly SecretFactsRow[]) =>
  secretAttention({ id: 1, sources: [shown], endpoints: [] }, known, NOW).map(({ kind, secret: name }) => [
    kind,
    name,
  ]);

test("a new secret is told that never matched while the one before still does", () => {
  const older = fact(1, { position: 1, state: "retiring", createdAt: NOW - 9 * DAY_MS, matches: 5 });
  const used = { ...older, lastMatchedAt: NOW - MINUTE_MS };
  expect(ofSecrets(source(), [fact(2, {}), used])).toEqual([["secret_never_matched", "key-2"]]);
  expect(ofSecrets(source(), [fact(2, { matches: 1 }), used])).toEqual([]);
  expect(ofSecrets(source(), [fact(2, { createdAt: NOW - DAY_MS + 1 }), used])).toEqual([]);
  // Nothing came since: nobody knows.
  expect(ofSecrets(source(), [fact(2, {}), { ...older, lastMatchedAt: NOW - 3 * DAY_MS }])).toEqual([]);
  expect(ofSecrets(source({ isEnabled: false }), [fact(2, {}), used])).toEqual([]);
});

test("a secret that ends with none to take its place, and one that is old, are told", () => {
  const ending = source({ secrets: [secret(2, { notAfter: NOW + DAY_MS })] });
  expect(ofSecrets(ending, [fact(2, {})])).toEqual([["secret_ending", "key-2"]]);
  const old = source({ secrets: [secret(2)] });
  expect(ofSecrets(old, [fact(2, { createdAt: NOW - 366 * DAY_MS, matches: 1 })])).toEqual([
    ["secret_old", "key-2"],
  ]);
});

const about = (name: string) => ({ kind: "endpoint", name }) as const;

test("the urgent comes first, and the order of the rest stands still", () => {
  const entries = [
    { kind: "dead_letters", resource: about("a") },
    { kind: "circuit_open", resource: about("b") },
    { kind: "circuit_open", resource: about("a") },
  ] as const;
  const sorted = byUrgency(entries);
  expect(sorted).toEqual([entries[2], entries[1], entries[0]]);
  expect(byUrgency(entries.toReversed())).toEqual(sorted);
  expect(sorted.map(({ kind }) => attentionKinds[kind].urgency)).toEqual(["now", "now", "soon"]);
});
