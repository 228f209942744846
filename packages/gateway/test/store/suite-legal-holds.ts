import { describe, expect, test } from "vitest";
import type { HoldScope, LegalHold } from "../../src/store/retention/retention-store.ts";
import { Aging, DAY_MS, actor, reason } from "./aging.ts";
import { configurationDocument, organizationDocument, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

async function holdOn(aging: Aging, scope: HoldScope): Promise<LegalHold> {
  const { retention } = aging.scenario.store;
  const placed = await retention.placeHold(actor, { organizationId: aging.organizationId, scope, reason });
  if (placed.outcome !== "placed") throw new Error(placed.outcome);
  return placed.hold;
}

export function legalHoldsSuite(harness: StoreHarness): void {
  describe("a legal hold", () => {
    test.each(["organization", "source", "event"] as const)(
      "on the %s keeps payload and event, until it is released",
      async (kind) => {
        const aging = await Aging.start(harness);
        const ids = await Promise.all(["a", "b"].map((key) => aging.accept(key)));
        const [held = "", other = ""] = ids;
        await aging.deliverAll();
        const scopes = {
          organization: { kind: "organization" },
          source: { kind: "source", source: "inbox" },
          event: { kind: "event", eventId: held },
        } as const;
        const hold = await holdOn(aging, scopes[kind]);
        aging.now += 500 * DAY_MS;
        await aging.purge();
        expect(await aging.payloadOf(held)).toBe("there");
        const isOtherKept =
          (await aging.scenario.store.readEvent(aging.organizationId, other).catch(() => undefined)) !==
          undefined;
        expect(isOtherKept).toBe(kind !== "event");
        const { retention } = aging.scenario.store;
        const asked = { organizationId: aging.organizationId, holdId: hold.id, reason };
        expect(await retention.releaseHold(actor, asked)).toBe(true);
        expect(await retention.releaseHold(actor, asked)).toBe(false);
        await aging.purge();
        expect(
          await aging.scenario.store.listEvents(aging.organizationId, { afterPosition: 0, limit: 9 }),
        ).toEqual([]);
      },
    );

    test("is listed with its reason, released or not, and audited", async () => {
      const aging = await Aging.start(harness);
      const eventId = await aging.accept("a");
      await holdOn(aging, { kind: "source", source: "inbox" });
      const { id } = await holdOn(aging, { kind: "event", eventId });
      const { retention } = aging.scenario.store;
      await retention.releaseHold(actor, {
        organizationId: aging.organizationId,
        holdId: id,
        reason: "settled",
      });
      expect(await retention.listHolds(aging.organizationId)).toMatchObject([
        { scope: { kind: "event", eventId }, reason, releasedAt: aging.now },
        { scope: { kind: "source", source: "inbox" }, reason },
      ]);
      expect((await aging.auditedActions()).map((entry) => (entry as readonly string[]).slice(0, 2))).toEqual(
        [
          ["legal_hold.place", "inbox"],
          ["legal_hold.place", eventId],
          ["legal_hold.release", eventId],
        ],
      );
    });

    test("cannot be placed on what does not exist, and is no other organization's", async () => {
      const south = organizationDocument({
        name: "southside",
        sources: [sourceDocument({ path: "/in/southside/inbox" })],
      });
      const aging = await Aging.start(harness, configurationDocument(organizationDocument(), south));
      const eventId = await aging.accept("a");
      const { organizations } = await aging.scenario.store.loadConfiguration();
      const other = organizations.find(({ name }) => name === "southside")?.id ?? 0;
      const { retention } = aging.scenario.store;
      const scope = { kind: "event", eventId } as const;
      expect(await retention.placeHold(actor, { organizationId: other, scope, reason })).toEqual({
        outcome: "not_found",
      });
      const { id } = await holdOn(aging, scope);
      expect(await retention.listHolds(other)).toEqual([]);
      expect(await retention.releaseHold(actor, { organizationId: other, holdId: id, reason })).toBe(false);
      expect(await retention.erasePayload(actor, { organizationId: other, eventId, reason })).toBe(
        "not_found",
      );
    });
  });
}
