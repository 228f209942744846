import { nabla } from "countersign/schemes";
import type { AcceptedEvent } from "../../../src/store/accepting.ts";
import { ACTIVITY_BUCKET_MS, deliveryTimeColumns } from "../../../src/store/activity/activity-measures.ts";
import type { QuarantineAddition } from "../../../src/store/quarantine/quarantine-store.ts";
import { Aging, DAY_MS, actor, reason, retentionPolicy } from "../aging.ts";
import {
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
  sourceDocument,
} from "../scenario.ts";
import type { StoreHarness } from "../scenario.ts";

/** Few, so that keys are retired on the way. */
export const SEALINGS_PER_KEY = 40;

const document = configurationDocument(
  organizationDocument({
    sources: [
      sourceDocument(),
      sourceDocument({
        name: "visits",
        path: "/in/northside/visits",
        secrets: [],
        callers: [
          { name: "clinic-a", apiKey: "an-api-key", secrets: [{ name: "current", value: "caller-secret" }] },
        ],
      }),
    ],
    endpoints: [
      endpointDocument({ rate: { count: 1000, periodMs: 1000, burst: 1000 } }),
      endpointDocument({ name: "archive" }),
    ],
  }),
  organizationDocument({
    name: "southside",
    sources: [sourceDocument({ path: "/in/southside/inbox" })],
  }),
);

/** A store in which every table has rows: old things that were deleted, and present ones in every state. */
export async function fillStore(harness: StoreHarness, { events = 60 } = {}): Promise<Aging> {
  const aging = await Aging.start(harness, document, { sealingsPerKey: SEALINGS_PER_KEY });
  await leaveThePast(aging);
  await acceptEverything(aging, events);
  await deliverInPart(aging);
  await refuseRequests(aging);
  await inviteUsers(aging);
  await setUpTheRest(aging);
  await replayInPart(aging);
  await leaveTallies(aging);
  await countActivity(aging);
  return aging;
}

/** Events that are only known as digests, a chain that begins late, and a week whose keys are gone. */
async function leaveThePast(aging: Aging): Promise<void> {
  await aging.accept("long-ago");
  await aging.deliverAll();
  aging.now += 500 * DAY_MS;
  await aging.purge({ auditMs: DAY_MS });
  await aging.accept("shredded");
  await aging.deliverAll();
  const asked = { organizationId: aging.organizationId, week: aging.now, reason };
  await aging.scenario.store.retention.shredWeek(actor, asked);
  aging.now += 8 * DAY_MS;
}

async function acceptEverything(aging: Aging, events: number): Promise<void> {
  const { scenario } = aging;
  const secretId = first(scenario.source.secrets).id;
  const visits = first(scenario.organization.sources.slice(1));
  const both = scenario.organization.endpoints.map(({ id }) => id);
  const kinds: readonly Partial<AcceptedEvent>[] = [
    { secretId, signedAt: aging.now },
    { orderingKey: "patient a" },
    { endpointIds: both, hasOwnRetention: true },
    { dedupe: { kind: "content", key: "the same again" }, repeatWindowMs: 0 },
    { sourceId: visits.id, callerId: first(visits.callers).id, isPayloadUnreadable: true },
  ];
  const all = Array.from({ length: events }, (_, index) =>
    scenario.event({
      receivedAt: aging.now + index,
      dedupe: { kind: "event_id", key: `event-${index}` },
      body: Buffer.from(`{"number":${index},"text":"${"é".repeat(index % 50)}"}`),
      ...kinds[index % kinds.length],
    }),
  );
  for (const event of all) await scenario.store.accept(event);
  // Another body under a known id, and the same once more.
  const known = { receivedAt: aging.now, dedupe: { kind: "event_id", key: "event-0" } } as const;
  await scenario.store.accept(scenario.event({ ...known, body: Buffer.from("another body") }));
  await scenario.store.accept(first(all));
}

/** Delivered, failed, to be tried again, and behind others of their line. */
async function deliverInPart(aging: Aging): Promise<void> {
  const { scenario, now } = aging;
  const { claimed } = await scenario.claim(now, { limit: 12 });
  for (const [index, delivery] of claimed.entries()) {
    const next =
      index % 4 === 1
        ? ({ state: "failed" } as const)
        : index % 4 === 2
          ? ({ state: "pending", dueAt: now + 5000, isRefusal: true } as const)
          : ({ state: "delivered" } as const);
    await scenario.record(delivery, {
      next,
      startedAt: now,
      responseExcerpt: Buffer.from(`answer ${index}`),
      secretId: first(scenario.endpoint.secrets).id,
    });
  }
}

async function refuseRequests({ scenario, now }: Aging): Promise<void> {
  const { store, organization, source } = scenario;
  const requests: QuarantineAddition["requests"] = ["no_match", "stale", "no_match"].map((code, index) => ({
    organizationId: organization.id,
    sourceId: source.id,
    receivedAt: now,
    code,
    method: "POST",
    url: "/in/northside/inbox?a=b",
    rawHeaders: ["X-Signature", "00ff"],
    body: Buffer.from(`refused ${index}`),
  }));
  const rooms = [{ sourceId: source.id, maxItems: 1000, maxBytes: 1 << 20, maxAgeMs: 7 * DAY_MS }];
  const drops = [{ organizationId: organization.id, sourceId: source.id, count: 2 }];
  await store.quarantine.add({ requests, drops, rooms });
  const [refused] = await store.quarantine.list(organization.id, {}, { order: "asc", limit: 1 });
  const event = scenario.event({ receivedAt: now, dedupe: { kind: "event_id", key: "released" } });
  const released = { quarantineId: refused?.quarantineId ?? "", event };
  await store.quarantine.release(actor, { organizationId: organization.id, requests: [released], reason });
}

/** One who has signed in in every way, and one who was invited. */
async function inviteUsers({ scenario, organizationId, now }: Aging): Promise<void> {
  const { users, sessions } = scenario.store;
  const invitation = { hash: Buffer.alloc(32, 7), until: now + DAY_MS };
  const viewer = { organizationId, email: "bea@north.example", name: "Bea", role: "viewer" } as const;
  await users.create(actor, { ...viewer, invitation });
  const admin = { organizationId, email: "ada@north.example", name: "Ada", role: "admin" } as const;
  const made = await users.create(actor, { ...admin, passwordHash: "scrypt" });
  if (made.outcome !== "created") throw new Error(made.outcome);
  const oidc = { issuer: "https://id.example", subject: "ada" };
  const linked = await users.edit(actor, made.user, { action: "user.link_oidc", change: { oidc } });
  if (linked.outcome !== "edited") throw new Error(linked.outcome);
  const times = { idleUntil: now + DAY_MS, endsAt: now + DAY_MS };
  await sessions.begin(actor, {
    user: linked.user,
    tokenHash: Buffer.alloc(32, 8),
    how: "password",
    ...times,
  });
}

/** What people set up: a key, a scheme, a partner, a hold. */
async function setUpTheRest(aging: Aging): Promise<void> {
  const { scenario, organizationId } = aging;
  const { store } = scenario;
  const key = { organizationId, idempotencyKey: "once", request: "POST /api/v1/keys" };
  const made = await store.access.createApiKey(
    actor,
    { organizationId, name: "on call", role: "operator", keyHash: Buffer.alloc(32, 9) },
    { key, answer: ({ name }) => ({ name }) },
  );
  if (made.outcome === "created") await store.access.noteApiKeyUse(made.apiKey);
  const own = { ...nabla, id: "own", name: "Our own" };
  const note = { action: "scheme.put", resource: { kind: "scheme", name: own.id } } as const;
  await store.resources.editScheme({
    organizationId,
    name: own.id,
    actor,
    edit: () => ({ document: own, note }),
  });
  const parts = { sourceId: scenario.source.id, endpointId: scenario.endpoint.id };
  await store.connections.create(actor, { organizationId, name: "insight", ...parts });
  await store.retention.placeHold(actor, {
    organizationId,
    scope: { kind: "source", source: "inbox" },
    reason,
  });
  await scenario.reload();
}

/** One that has done some of its work, and one that nobody has begun. */
async function replayInPart(aging: Aging): Promise<void> {
  const { replays } = aging.scenario.store;
  for (const endpoint of ["ehr", "archive"]) {
    await replays.create(actor, aging.organizationId, {
      what: "resend",
      filter: { endpoint },
      to: "archive",
      signing: "re_signed",
      ratePerSecond: 1000,
      reason,
    });
  }
  aging.now += 1000;
  await replays.work({ now: aging.now, maxDeliveries: 3, maxScanned: 100 });
}

/** What was deleted by a run that was killed before it could say so. */
async function leaveTallies(aging: Aging): Promise<void> {
  const { store } = aging.scenario;
  const south = (await store.loadConfiguration()).organizations.find(({ name }) => name === "southside");
  if (south === undefined) throw new Error("an organization is missing");
  const event = aging.scenario.event({
    organizationId: south.id,
    configVersion: south.configVersion,
    sourceId: first(south.sources).id,
    receivedAt: aging.now - 100 * DAY_MS,
    endpointIds: [],
  });
  await store.accept(event);
  await store.retention
    .purge({ ...retentionPolicy, payloadMs: 1 }, { now: aging.now, rest: beKilled })
    .catch(() => {});
}

function beKilled(): Promise<never> {
  return Promise.reject(new Error("killed"));
}

async function countActivity(aging: Aging): Promise<void> {
  const { store, organization, source } = aging.scenario;
  const counts = { accepted: 1, duplicates: 2, refused: 3, delivered: 4, attemptsFailed: 5, deadLetters: 6 };
  const bucket = Math.floor(aging.now / ACTIVITY_BUCKET_MS);
  const times = deliveryTimeColumns.map((_, index) => index);
  await store.activity.add([
    { organizationId: organization.id, subjectId: source.id, bucket, ...counts, times },
  ]);
}
