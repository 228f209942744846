import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActiveWindowDocument } from "../../src/config/configuration.ts";
import { ActiveHours } from "../../src/deliver/active-hours.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

function hours(change: Partial<ActiveWindowDocument> = {}): ActiveHours {
  const window = { days: WEEKDAYS, fromMinute: 420, toMinute: 1140, timeZone: "Europe/Berlin" };
  return new ActiveHours([{ ...window, ...change }]);
}

const at = (text: string): number => Date.parse(text);

describe("hours of the week", () => {
  test.each([
    ["2026-11-23T06:00:00+01:00", "2026-11-23T07:00:00+01:00"],
    ["2026-11-23T06:59:59.999+01:00", "2026-11-23T07:00:00+01:00"],
    ["2026-11-23T07:00:00+01:00", "2026-11-23T07:00:00+01:00"],
    ["2026-11-23T18:59:59.999+01:00", "2026-11-23T18:59:59.999+01:00"],
    ["2026-11-23T19:00:00+01:00", "2026-11-24T07:00:00+01:00"],
    ["2026-11-27T19:00:00+01:00", "2026-11-30T07:00:00+01:00"],
    ["2026-03-27T20:00:00+01:00", "2026-03-30T07:00:00+02:00"],
    ["2026-10-23T20:00:00+02:00", "2026-10-26T07:00:00+01:00"],
  ])("at %s they open at %s", (now, opensAt) => {
    expect(hours().opensAt(at(now))).toBe(at(opensAt));
  });

  test("that go over midnight belong to the day on which they began", () => {
    const nights = hours({ days: [5], fromMinute: 1320, toMinute: 360 });
    expect(nights.isOpen(at("2026-11-27T22:00:00+01:00"))).toBe(true);
    expect(nights.isOpen(at("2026-11-28T05:59:00+01:00"))).toBe(true);
    expect(nights.isOpen(at("2026-11-28T06:00:00+01:00"))).toBe(false);
    expect(nights.isOpen(at("2026-11-27T05:00:00+01:00"))).toBe(false);
    expect(nights.opensAt(at("2026-11-28T06:00:00+01:00"))).toBe(at("2026-12-04T22:00:00+01:00"));
  });

  test("may be all day, and then are always", () => {
    const always = hours({ days: EVERY_DAY, fromMinute: 0, toMinute: 1440 });
    for (let hour = 0; hour < 24 * 400; hour += 1) {
      expect(always.isOpen(at("2026-01-01T00:30:00Z") + hour * HOUR_MS)).toBe(true);
    }
  });

  test("of several windows and places are open where one of them is", () => {
    const window = { days: EVERY_DAY, fromMinute: 540, toMinute: 600 };
    const both = new ActiveHours([
      { ...window, timeZone: "Asia/Tokyo" },
      { ...window, timeZone: "America/New_York" },
    ]);
    expect(both.opensAt(at("2026-11-23T02:00:00Z"))).toBe(at("2026-11-23T14:00:00Z"));
    expect(both.opensAt(at("2026-11-23T15:00:00Z"))).toBe(at("2026-11-24T00:00:00Z"));
  });

  test("that begin in the hour left out in spring begin after it", () => {
    const early = hours({ days: EVERY_DAY, fromMinute: 150, toMinute: 300 });
    expect(early.opensAt(at("2026-03-29T00:00:00Z"))).toBe(at("2026-03-29T01:00:00Z"));
  });

  test("that begin in the hour that comes twice in autumn are open in both halves of it", () => {
    const early = hours({ days: EVERY_DAY, fromMinute: 150, toMinute: 300 });
    const opening = at("2026-10-25T00:30:00Z");
    expect(early.opensAt(at("2026-10-25T00:00:00Z"))).toBe(opening);
    expect(early.isOpen(at("2026-10-25T00:59:00Z"))).toBe(true);
    expect(early.opensAt(at("2026-10-25T01:00:00Z"))).toBe(at("2026-10-25T01:30:00Z"));
  });
});

/** Days on which clocks are set, in places that do it at different hours and by different steps, and one that does not. */
const changes = [
  ["Europe/Berlin", "2026-03-29"],
  ["Europe/Berlin", "2026-10-25"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["America/Santiago", "2026-04-05"],
  ["America/Santiago", "2026-09-06"],
  ["Asia/Kathmandu", "2026-06-01"],
] as const;

describe("around changes of the clock", () => {
  test("a moment is inside exactly if the local time says so, and the next opening is the first such moment", () => {
    const minute = fc.integer({ min: 0, max: 1440 });
    const days = fc.uniqueArray(fc.constantFrom(...EVERY_DAY), { minLength: 1 });
    const offset = fc.integer({ min: -36 * 60, max: 36 * 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.tuple(minute, minute, days, offset),
        ([timeZone, date], [fromMinute, toMinute, on, minutes]) => {
          const window = { timeZone, days: on, fromMinute: Math.min(fromMinute, 1439), toMinute };
          const active = new ActiveHours([window]);
          const now = at(`${date}T12:00:00Z`) + minutes * MINUTE_MS;
          expect(active.isOpen(now)).toBe(saysLocalTime(window, now));
          const opensAt = active.opensAt(now);
          expect(saysLocalTime(window, opensAt)).toBe(true);
          if (opensAt === now) return;
          expect(saysLocalTime(window, opensAt - 1)).toBe(false);
          for (let step = 1; step < Math.min(200, (opensAt - now) / MINUTE_MS); step += 1) {
            expect(saysLocalTime(window, opensAt - step * MINUTE_MS)).toBe(false);
          }
          const [quarter, fewest] = [15 * MINUTE_MS, now];
          for (let moment = opensAt - quarter; moment > fewest; moment -= quarter) {
            expect(saysLocalTime(window, moment)).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

const formats = new Map(changes.map(([timeZone]) => [timeZone as string, formatOf(timeZone)]));

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The same question asked of the runtime's formatter in another way. */
function saysLocalTime(window: ActiveWindowDocument, moment: number): boolean {
  const text = formats.get(window.timeZone)?.format(moment) ?? "";
  const [, name = "", hour = "", minutes = ""] = /^(\w{3}) (\d\d):(\d\d)$/.exec(text.replace(",", "")) ?? [];
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(name) + 1;
  const minute = Number(hour) * 60 + Number(minutes);
  const { days, fromMinute, toMinute } = window;
  if (toMinute > fromMinute) return days.includes(weekday) && minute >= fromMinute && minute < toMinute;
  const before = weekday === 1 ? 7 : weekday - 1;
  return (days.includes(weekday) && minute >= fromMinute) || (days.includes(before) && minute < toMinute);
}
