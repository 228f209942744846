import { describe, expect, test } from "vitest";
import type { AcceptResult, AcceptedEvent } from "../../src/store/accepting.ts";
import { Scenario, START, configurationDocument, organizationDocument, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const WINDOW_MS = 600_000;

/** How the second event meets the first: in one transaction, in two, or after a restart. */
const meetings = ["in the same batch", "in a later batch", "after reopening"] as const;

type Meeting = (typeof meetings)[number];

async function acceptBoth(
  scenario: Scenario,
  meeting: Meeting,
  [one, two]: readonly [Partial<AcceptedEvent>, Partial<AcceptedEvent>],
): Promise<readonly [AcceptResult, AcceptResult]> {
  if (meeting === "in the same batch") {
    return Promise.all([
      scenario.store.accept(scenario.event(one)),
      scenario.store.accept(scenario.event(two)),
    ]);
  }
  const earlier = await scenario.store.accept(scenario.event(one));
  if (meeting === "after reopening") await scenario.reopen();
  return [earlier, await scenario.store.accept(scenario.event(two))];
}

function idOf(result: AcceptResult): string {
  if (result.outcome === "outdated") throw new Error("nothing was stored");
  return result.eventId;
}

export function dedupeSuite(harness: StoreHarness): void {
  describe.each(meetings)("duplicates %s", (meeting) => {
    test.each(["event_id", "timed_content", "content"] as const)(
      "answers an equal event of kind %s with the first one's id and counts it there",
      async (kind) => {
        const scenario = await Scenario.start(harness);
        const event = { dedupe: { kind, key: "same" } };
        const [one, two] = await acceptBoth(scenario, meeting, [event, { ...event, receivedAt: START + 1 }]);
        expect(one.outcome).toBe("accepted");
        expect(two).toEqual({ outcome: "duplicate", eventId: idOf(one) });
        const stored = await scenario.store.readEvent(scenario.organization.id, idOf(one));
        expect(stored?.duplicates).toBe(1);
        const deliveries = await scenario.store.listDeliveries(scenario.organization.id, idOf(one));
        expect(deliveries.length).toBe(1);
      },
    );

    test("stores a known event id with another body as a conflict, held and linked to the first", async () => {
      const scenario = await Scenario.start(harness);
      const [one, two] = await acceptBoth(scenario, meeting, [
        { body: Buffer.from("one") },
        { body: Buffer.from("two") },
      ]);
      expect(two).toEqual({ outcome: "conflict", eventId: idOf(two), firstEventId: idOf(one) });
      expect(idOf(two)).not.toBe(idOf(one));
      const stored = await scenario.store.readEvent(scenario.organization.id, idOf(two));
      expect(stored?.conflictsWith).toBe(idOf(one));
      expect(Buffer.from(stored?.body ?? []).toString()).toBe("two");
      expect(await scenario.stateOf(idOf(two))).toBe("held");
      expect(await scenario.stateOf(idOf(one))).toBe("pending");
    });

    test("answers content as a duplicate up to the end of the window, and accepts it as repeated after", async () => {
      const scenario = await Scenario.start(harness);
      const dedupe = { kind: "content", key: "booked" } as const;
      const [one, two] = await acceptBoth(scenario, meeting, [
        { dedupe },
        { dedupe, receivedAt: START + WINDOW_MS },
      ]);
      expect(two).toEqual({ outcome: "duplicate", eventId: idOf(one) });
      const later = await scenario.store.accept(
        scenario.event({ dedupe, receivedAt: START + WINDOW_MS + 1 }),
      );
      expect(later).toMatchObject({ outcome: "accepted", isRepeat: true });
      const stored = await scenario.store.readEvent(scenario.organization.id, idOf(later));
      expect(stored?.isRepeat).toBe(true);
      expect(await scenario.stateOf(idOf(later))).toBe("pending");
    });
  });

  describe("dedupe", () => {
    test("answers a repeated conflict as a duplicate of that conflict", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.store.accept(scenario.event({ body: Buffer.from("one") }));
      const conflict = await scenario.store.accept(scenario.event({ body: Buffer.from("two") }));
      const again = await scenario.store.accept(scenario.event({ body: Buffer.from("two") }));
      const first = await scenario.store.accept(scenario.event({ body: Buffer.from("one") }));
      const third = await scenario.store.accept(scenario.event({ body: Buffer.from("three") }));
      expect(again).toEqual({ outcome: "duplicate", eventId: idOf(conflict) });
      expect(first.outcome).toBe("duplicate");
      expect(idOf(first)).not.toBe(idOf(conflict));
      expect(third).toMatchObject({ outcome: "conflict", firstEventId: idOf(first) });
    });

    test("delivers a conflict where the source says so", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.store.accept(scenario.event());
      const conflict = scenario.event({ body: Buffer.from("other"), onConflict: "deliver" });
      const result = await scenario.store.accept(conflict);
      expect(result.outcome).toBe("conflict");
      expect(await scenario.stateOf(idOf(result))).toBe("pending");
    });

    test("knows an event id for the life of the source", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.store.accept(scenario.event());
      const years = scenario.event({ receivedAt: START + 10 * 365 * 24 * 3600 * 1000 });
      expect((await scenario.store.accept(years)).outcome).toBe("duplicate");
    });

    test("measures the window from the last accepted one, not from the first or from duplicates", async () => {
      const scenario = await Scenario.start(harness);
      const at = (receivedAt: number): Promise<AcceptResult> =>
        scenario.store.accept(scenario.event({ dedupe: { kind: "content", key: "x" }, receivedAt }));
      const outcomes: string[] = [];
      for (const minutes of [0, 6, 11, 20, 22]) outcomes.push((await at(START + minutes * 60_000)).outcome);
      expect(outcomes).toEqual(["accepted", "duplicate", "accepted", "duplicate", "accepted"]);
    });

    test("accepts content again after a clock that was far ahead has been set right", async () => {
      const scenario = await Scenario.start(harness);
      const dedupe = { kind: "content", key: "x" } as const;
      await scenario.store.accept(scenario.event({ dedupe, receivedAt: START + 1000 * WINDOW_MS }));
      const now = await scenario.store.accept(scenario.event({ dedupe, receivedAt: START }));
      expect(now).toMatchObject({ outcome: "accepted", isRepeat: true });
    });

    test.each([
      ["kind", { dedupe: { kind: "timed_content", key: "id-1" } }],
      ["caller", { callerId: 77 }],
      ["key", { dedupe: { kind: "event_id", key: "id-1 " } }],
    ] as const)("tells events apart by %s", async (_what, change) => {
      const scenario = await Scenario.start(harness);
      await scenario.store.accept(scenario.event());
      expect((await scenario.store.accept(scenario.event(change))).outcome).toBe("accepted");
    });

    test("tells events apart by source", async () => {
      const sources = ["one", "two"].map((name) => sourceDocument({ name }));
      const scenario = await Scenario.start(
        harness,
        configurationDocument(organizationDocument({ sources })),
      );
      for (const { id } of scenario.organization.sources) {
        expect((await scenario.store.accept(scenario.event({ sourceId: id }))).outcome).toBe("accepted");
      }
    });

    test("stores one of many equal events that arrive at once", async () => {
      const scenario = await Scenario.start(harness);
      const results = await Promise.all(
        Array.from({ length: 40 }, () => scenario.store.accept(scenario.event())),
      );
      const ids = new Set(results.map(idOf));
      expect(ids.size).toBe(1);
      expect(results.filter((result) => result.outcome === "accepted").length).toBe(1);
      const [id] = ids;
      const stored = await scenario.store.readEvent(scenario.organization.id, id ?? "");
      expect(stored?.duplicates).toBe(39);
    });
  });
}
