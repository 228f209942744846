import { expect, test } from "vitest";
import { stepText } from "../../src/trace/step-text.ts";

test.each([
  [
    { step: "time", isRight: true, ageMs: 820, toleranceMs: 60_000 },
    { name: "Signed time", says: "0.8 s old; within 60 s" },
  ],
  [
    { step: "time", isRight: false, ageMs: -90_000, toleranceMs: 60_000 },
    { name: "Signed time", says: "90 s ahead of the clock; outside 60 s" },
  ],
  [
    { step: "header", isRight: false, role: "signature", name: "x-sig", found: "never" },
    { name: "Header x-sig", says: "the signature is missing" },
  ],
  [
    {
      step: "content",
      isRight: true,
      bytes: 935,
      parts: [
        { part: "timestamp", bytes: 24 },
        { part: "body", bytes: 911 },
      ],
    },
    { name: "Signed content", says: "935 B = timestamp (24) + body (911)" },
  ],
  [
    { step: "key", isRight: false, keyId: "key-2", isLive: false, matches: false },
    { name: "Secret key-2", says: "gives another signature · not in force" },
  ],
])("tells a step in words: %j", (step, text) => {
  expect(stepText(step)).toEqual(text);
});

test("names a step that only a newer gateway knows", () => {
  expect(stepText({ step: "moon_phase", isRight: true })).toEqual({ name: "moon_phase", says: "" });
});
