import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDeliveryId, formatEventId, parseDeliveryId, parseEventId } from "../../src/store/public-id.ts";

const bits48 = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const bits32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const event = fc.record({ receivedAt: bits48, id: bits48 });
const delivery = fc.record({ createdAt: bits48, endpointId: bits32, id: bits48 });

describe("public ids", () => {
  test("of events read back as they were written", () => {
    fc.assert(
      fc.property(event, (key) => {
        expect(parseEventId(formatEventId(key))).toEqual(key);
      }),
    );
  });

  test("of deliveries read back as they were written", () => {
    fc.assert(
      fc.property(delivery, (key) => {
        expect(parseDeliveryId(formatDeliveryId(key))).toEqual(key);
      }),
    );
  });

  test("sort like time, then like rows", () => {
    fc.assert(
      fc.property(event, event, (one, two) => {
        const before = one.receivedAt - two.receivedAt || one.id - two.id;
        const [a, b] = [formatEventId(one), formatEventId(two)];
        expect(a < b ? -1 : Number(a > b)).toBe(Math.sign(before));
      }),
    );
  });

  test("have one spelling: whatever parses is written the same", () => {
    const text = fc.stringMatching(/^(evt_[0-7][0-9a-z]{19}|dlv_[0-7][0-9a-z]{26})$/);
    fc.assert(
      fc.property(text, (id) => {
        const asEvent = parseEventId(id);
        const asDelivery = parseDeliveryId(id);
        expect(asEvent === undefined ? id : formatEventId(asEvent)).toBe(id);
        expect(asDelivery === undefined ? id : formatDeliveryId(asDelivery)).toBe(id);
      }),
    );
  });

  test.each([
    ["empty text", ""],
    ["another kind", "dlv_01m817xz2a0000000002"],
    ["upper case", "evt_01M817XZ2A0000000002"],
    ["a letter that reads like a digit", "evt_01m817xz2a000000000o"],
    ["one character less", "evt_01m817xz2a000000000"],
    ["one character more", "evt_01m817xz2a00000000020"],
    ["a space in front", " evt_01m817xz2a0000000002"],
    ["a line end behind", "evt_01m817xz2a0000000002\n"],
    ["a time beyond 48 bits", "evt_z1m817xz2a0000000002"],
  ])("refuse %s", (_what, id) => {
    expect(parseEventId(id)).toBeUndefined();
  });
});
