import { expect, test } from "vitest";
import { readSetting, settingText } from "../../src/settings-form/setting-field.ts";
import type { SettingField, SettingKind } from "../../src/settings-form/setting-field.ts";

function field(kind: SettingKind): SettingField {
  return { key: "it", label: "It", says: "", kind };
}

test.each([
  ["number", 42, "42"],
  ["duration", 90_000, "90s"],
  ["duration", 86_400_000, "1d"],
  ["duration", 1, "1ms"],
  ["durations", [5000, 60_000], "5s, 1m"],
  ["lines", ["10.0.0.0/8", "::1"], "10.0.0.0/8\n::1"],
  ["rate", { perSecond: 50 }, "50/s"],
  ["rate", { perMinute: 600, burst: 20 }, "600/m burst 20"],
] as const)("writes a %s of %j as %j, and reads it back", (kind, value, text) => {
  expect(settingText(field(kind), { it: value })).toBe(text);
  expect(readSetting(field(kind), text)).toEqual(value);
});

test("reads an empty text as the default", () => {
  expect(readSetting(field("duration"), " ")).toBeNull();
  expect(settingText(field("duration"), {})).toBe("");
});

test.each([
  ["number", "4.2"],
  ["number", "-1"],
  ["duration", "soon"],
  ["duration", "60"],
  ["durations", "5s, soon"],
  ["rate", "50"],
] as const)("refuses as a %s what is none: %s", (kind, text) => {
  expect(readSetting(field(kind), text)).toBeUndefined();
});
