import { describe, expect, test } from "vitest";
import {
  LEASE_MS,
  Scenario,
  START,
  codeOf,
  configurationDocument,
  endpointDocument,
  first,
} from "./scenario.ts";
import { organizationDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const RETRY = { state: "pending", isRefusal: false } as const;

export function deliveringSuite(harness: StoreHarness): void {
  describe("claiming", () => {
    test("hands out deliveries in commit order with the event's payload, each once", async () => {
      const scenario = await Scenario.start(harness);
      const ids = await scenario.acceptMany(5, { body: Buffer.from("payload") });
      const { claimed } = await scenario.claim(START, { limit: 3 });
      const rest = await scenario.claim(START, { limit: 3 });
      const events = [...claimed, ...rest.claimed].map((delivery) => delivery.event);
      expect(events.map((event) => event.eventId)).toEqual(ids);
      expect(events.every((event) => Buffer.from(event.body).toString() === "payload")).toBe(true);
      expect(first(claimed)).toMatchObject({
        attempt: 1,
        refusals: 0,
        token: 1,
        leaseUntil: START + LEASE_MS,
      });
      expect((await scenario.claim(START)).claimed).toEqual([]);
    });

    test("keeps within the endpoint's concurrency until slots are freed", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(5);
      const { claimed } = await scenario.claim(START, { concurrency: 2 });
      expect(claimed.length).toBe(2);
      expect((await scenario.claim(START, { concurrency: 2 })).claimed.length).toBe(0);
      await scenario.record(first(claimed));
      expect((await scenario.claim(START, { concurrency: 2 })).claimed.length).toBe(1);
    });

    test("takes never-tried deliveries before retries, and retries by due time", async () => {
      const scenario = await Scenario.start(harness);
      const [one, two] = await scenario.acceptMany(2);
      const { claimed } = await scenario.claim(START);
      await scenario.record(first(claimed), { result: "http_status", next: { ...RETRY, dueAt: START + 20 } });
      await scenario.record(first(claimed.slice(1)), {
        result: "http_status",
        next: { ...RETRY, dueAt: START + 10 },
      });
      const [fresh] = await scenario.acceptMany(1, { receivedAt: START + 5 });
      const next = await scenario.claim(START + 30);
      expect(next.claimed.map((delivery) => delivery.event.eventId)).toEqual([fresh, two, one]);
      expect(next.claimed.map((delivery) => delivery.attempt)).toEqual([1, 2, 2]);
    });

    test("leaves a retry alone until the millisecond it is due", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      await scenario.record(await scenario.claimOne(START), { next: { ...RETRY, dueAt: START + 5000 } });
      expect((await scenario.claim(START + 4999)).claimed.length).toBe(0);
      expect((await scenario.claim(START + 5000)).claimed.length).toBe(1);
    });

    test("claims nothing for an organization that has moved on, and goes on for the others", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
      );
      await scenario.acceptMany(1);
      const { organizations } = await scenario.store.loadConfiguration();
      const other = first(organizations.filter(({ name }) => name === "southside"));
      const wanted = [scenario.organization, other].map((organization, index) => ({
        organizationId: organization.id,
        configVersion: organization.configVersion + index,
        endpointId: first(organization.endpoints).id,
        limit: 5,
        concurrency: 5,
        leaseMs: LEASE_MS,
      }));
      const result = await scenario.store.claim({ now: START, wanted });
      expect(result.claimed.length).toBe(1);
      expect(result.outdatedOrganizations).toEqual([other.id]);
    });

    test("claims nothing through another organization", async () => {
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
      );
      await scenario.acceptMany(1);
      const { organizations } = await scenario.store.loadConfiguration();
      const other = first(organizations.filter(({ name }) => name === "southside"));
      const claim = { organizationId: other.id, configVersion: other.configVersion };
      expect((await scenario.claim(START, claim)).claimed).toEqual([]);
    });

    test("steps over held deliveries, also over a long run of them", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      const conflicts = Array.from({ length: 300 }, (_, index) =>
        scenario.event({
          dedupe: { kind: "event_id", key: `many-${START}-0` },
          body: Buffer.from(`${index}`),
        }),
      );
      await Promise.all(conflicts.map((event) => scenario.store.accept(event)));
      const [last] = await scenario.acceptMany(1, { receivedAt: START + 1 });
      const { claimed } = await scenario.claim(START + 1, { limit: 2 });
      expect(claimed.length).toBe(2);
      expect(claimed[1]?.event.eventId).toBe(last);
      expect((await scenario.store.countDeliveries()).held).toBe(300);
      expect((await scenario.store.dueEndpoints(START + 1)).due).toEqual([]);
    });

    test("keeps the backlog of a disabled endpoint and claims nothing for it", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(2);
      await scenario.apply(organizationDocument({ endpoints: [] }));
      expect((await scenario.claim(START)).claimed).toEqual([]);
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      await scenario.apply(organizationDocument());
      expect((await scenario.claim(START)).claimed.length).toBe(2);
    });
  });

  describe("due endpoints", () => {
    test("names an endpoint while it has due work and a free slot", async () => {
      const endpoints = [endpointDocument({ concurrency: 2 })];
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument({ endpoints })),
      );
      const due = { organizationId: scenario.organization.id, endpointId: scenario.endpoint.id };
      expect(await scenario.store.dueEndpoints(START)).toEqual({ due: [], nextDueAt: undefined });
      await scenario.acceptMany(3);
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([due]);
      const { claimed } = await scenario.claim(START);
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([]);
      await scenario.record(first(claimed));
      expect((await scenario.store.dueEndpoints(START)).due).toEqual([due]);
    });

    test("says when the first retry falls due", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(2);
      const { claimed } = await scenario.claim(START);
      await scenario.record(first(claimed), { next: { ...RETRY, dueAt: START + 9000 } });
      await scenario.record(first(claimed.slice(1)), { next: { ...RETRY, dueAt: START + 7000 } });
      expect(await scenario.store.dueEndpoints(START)).toEqual({ due: [], nextDueAt: START + 7000 });
      expect((await scenario.store.dueEndpoints(START + 7000)).due.length).toBe(1);
      const early = await scenario.claimOne(START + 7000);
      expect((await scenario.store.dueEndpoints(START + 7000)).nextDueAt).toBe(START + 9000);
      await scenario.record(early);
      expect(await scenario.store.dueEndpoints(START + 9000)).toMatchObject({ due: [{}] });
    });
  });

  describe("recording", () => {
    test("keeps each attempt with its response, in order", async () => {
      const scenario = await Scenario.start(harness);
      const [id] = await scenario.acceptMany(1);
      await scenario.record(await scenario.claimOne(START), {
        result: "http_status",
        status: 503,
        secretId: 5,
        responseExcerpt: Buffer.from("try later"),
        next: { ...RETRY, dueAt: START + 10 },
      });
      await scenario.record(await scenario.claimOne(START + 10), { startedAt: START + 10 });
      const [delivery] = await scenario.store.listDeliveries(scenario.organization.id, id ?? "");
      expect(delivery?.state).toBe("delivered");
      expect(delivery?.attempts).toEqual([
        {
          number: 1,
          startedAt: START,
          durationMs: 12,
          result: "http_status",
          status: 503,
          secretId: 5,
          isFenced: false,
          responseExcerpt: new Uint8Array(Buffer.from("try later")),
        },
        {
          number: 2,
          startedAt: START + 10,
          durationMs: 12,
          result: "delivered",
          status: 200,
          isFenced: false,
        },
      ]);
    });

    test("records outcomes of one batch, of which only some are alike, as if each were alone", async () => {
      const scenario = await Scenario.start(harness);
      const ids = await scenario.acceptMany(8);
      const { claimed } = await scenario.claim(START);
      const changes: readonly Parameters<Scenario["record"]>[1][] = [
        { responseExcerpt: Buffer.from("first") },
        {},
        { responseExcerpt: Buffer.from("third"), durationMs: 30 },
        { status: 204 },
        { token: 7 },
        { result: "http_status", status: 500, next: { state: "failed" } },
        {},
        {},
      ];
      const again = scenario.record(first(claimed));
      const results = await Promise.all(claimed.map((one, index) => scenario.record(one, changes[index])));
      expect((await again).isFenced).toBe(false);
      // The first is recorded twice, and the fifth has lost its lease.
      expect(results.map(({ isFenced }) => isFenced)).toEqual([
        true,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
      ]);
      const listed = await Promise.all(
        ids.map((id) => scenario.store.listDeliveries(scenario.organization.id, id)),
      );
      const deliveries = listed.map(first);
      const delivered = "delivered";
      expect(deliveries.map(({ state }) => state)).toEqual([
        delivered,
        delivered,
        delivered,
        delivered,
        "in_flight",
        "failed",
        delivered,
        delivered,
      ]);
      expect(deliveries.map(({ attempts }) => attempts.length)).toEqual([2, 1, 1, 1, 1, 1, 1, 1]);
      expect(first(deliveries[2]?.attempts ?? [])).toEqual({
        number: 1,
        startedAt: START,
        durationMs: 30,
        result: "delivered",
        isFenced: false,
        status: 200,
        responseExcerpt: new Uint8Array(Buffer.from("third")),
      });
      expect(await scenario.store.countDeliveries()).toMatchObject({ delivered: 6, failed: 1, in_flight: 1 });
    });

    test("counts refusals for the choice of the next key", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      const refused = { state: "pending", dueAt: START + 1, isRefusal: true } as const;
      await scenario.record(await scenario.claimOne(START), { status: 401, next: refused });
      const again = await scenario.claimOne(START + 1);
      expect(again).toMatchObject({ refusals: 1, attempt: 2 });
    });

    test("keeps an outcome with an outdated token as a fenced attempt that changes nothing", async () => {
      const scenario = await Scenario.start(harness);
      const [id] = await scenario.acceptMany(1);
      const lost = await scenario.claimOne(START);
      await scenario.store.expireLeases(START + LEASE_MS);
      const held = await scenario.claimOne(START + LEASE_MS);
      expect(held.token).toBeGreaterThan(lost.token);
      const gone = { next: { state: "failed" }, disablesEndpoint: "gone" } as const;
      expect(await scenario.record(lost, gone)).toEqual({ isFenced: true });
      expect(await scenario.stateOf(id ?? "")).toBe("in_flight");
      expect(await scenario.record(held)).toEqual({ isFenced: false });
      const [delivery] = await scenario.store.listDeliveries(scenario.organization.id, id ?? "");
      expect(delivery?.attempts.map(({ isFenced, number }) => ({ isFenced, number }))).toEqual([
        { isFenced: true, number: 1 },
        { isFenced: false, number: 1 },
      ]);
      await scenario.reload();
      expect(scenario.endpoint.isEnabled).toBe(true);
    });

    test("fences an outcome that is recorded twice", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      const delivery = await scenario.claimOne(START);
      const results = await Promise.all([scenario.record(delivery), scenario.record(delivery)]);
      expect(results).toEqual([{ isFenced: false }, { isFenced: true }]);
      expect((await scenario.store.countDeliveries()).delivered).toBe(1);
    });

    test("takes an outcome whose lease has ended while nobody else has the delivery", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      const delivery = await scenario.claimOne(START);
      expect(await scenario.record(delivery, { startedAt: START + 10 * LEASE_MS })).toEqual({
        isFenced: false,
      });
    });

    test("rejects an outcome for a delivery that was never given out, alone", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(2);
      const { claimed } = await scenario.claim(START);
      const [one, two] = [first(claimed), first(claimed.slice(1))];
      const codes = await Promise.all([
        codeOf(scenario.record({ ...one, deliveryId: "dlv_nonsense" })),
        codeOf(scenario.record({ ...one, organizationId: one.organizationId + 1 })),
        codeOf(scenario.record({ ...one, deliveryId: one.deliveryId.replace(/.$/, "z") })),
        codeOf(scenario.record(two)),
      ]);
      expect(codes).toEqual(["delivery_unknown", "delivery_unknown", "delivery_unknown", "no error"]);
    });

    test.each([
      ["a duration that is not whole", { durationMs: 1.5 }],
      ["a due time that is not whole", { next: { ...RETRY, dueAt: START + 0.5 } }],
      ["a due time that is no number", { next: { ...RETRY, dueAt: Number.NaN } }],
    ])("rejects an outcome with %s alone, and records its neighbours", async (_what, change) => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(2);
      const { claimed } = await scenario.claim(START);
      const [code, result] = await Promise.all([
        codeOf(scenario.record(first(claimed), change)),
        scenario.record(first(claimed.slice(1))),
      ]);
      expect(code).toBe("outcome_invalid");
      expect(result).toEqual({ isFenced: false });
    });

    test("disables an endpoint that is gone and raises its organization's version", async () => {
      const scenario = await Scenario.start(harness);
      const ids = await scenario.acceptMany(2);
      const before = scenario.organization.configVersion;
      const delivery = await scenario.claimOne(START);
      await scenario.record(delivery, { status: 410, next: { state: "failed" }, disablesEndpoint: "gone" });
      expect((await scenario.claim(START)).outdatedOrganizations).toEqual([scenario.organization.id]);
      await scenario.reload();
      expect(scenario.organization.configVersion).toBe(before + 1);
      expect(scenario.endpoint).toMatchObject({ isEnabled: false, disabledReason: "gone" });
      expect((await scenario.claim(START)).claimed).toEqual([]);
      expect(await scenario.stateOf(ids[1] ?? "")).toBe("pending");
    });

    test("counts deliveries by state", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(5);
      await scenario.store.accept(
        scenario.event({
          dedupe: { kind: "event_id", key: `many-${START}-0` },
          body: Buffer.from("conflict"),
        }),
      );
      const { claimed } = await scenario.claim(START, { limit: 4 });
      const outcomes = [{ state: "delivered" }, { state: "failed" }, { ...RETRY, dueAt: START + 1 }] as const;
      await Promise.all(
        outcomes.map((next, index) => scenario.record(first(claimed.slice(index)), { next })),
      );
      expect(await scenario.store.countDeliveries()).toEqual({
        pending: 2,
        in_flight: 1,
        delivered: 1,
        failed: 1,
        held: 1,
        cancelled: 0,
      });
    });
  });

  describe("leases", () => {
    test("end at their time and not before", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(2);
      await scenario.claim(START);
      expect(await scenario.store.expireLeases(START + LEASE_MS - 1)).toBe(0);
      expect((await scenario.claim(START + LEASE_MS - 1)).claimed).toEqual([]);
      expect(await scenario.store.expireLeases(START + LEASE_MS)).toBe(2);
      expect((await scenario.store.dueEndpoints(START + LEASE_MS)).due.length).toBe(1);
      const { claimed } = await scenario.claim(START + LEASE_MS);
      expect(claimed.map(({ attempt, token }) => ({ attempt, token }))).toEqual([
        { attempt: 1, token: 2 },
        { attempt: 1, token: 2 },
      ]);
    });
  });
}
