import { expect, test } from "vitest";
import { attentionWords } from "../../../src/screens/overview/attention-words.ts";
import type { AttentionEntry } from "../../../src/screens/overview/attention-words.ts";

const refusing: AttentionEntry = {
  kind: "source_refusing",
  urgency: "now",
  resource: { kind: "source", name: "nabla" },
  secret: null,
  code: "no_match",
  count: 41,
  since: null,
  until: null,
};

test("says how many were refused and why, and leads to them", () => {
  const { says, to } = attentionWords(refusing);
  expect(says(refusing)).toBe("41 requests refused in the last hour, mostly no_match");
  expect(to(refusing)).toEqual({ path: "/console/quarantine", search: { source: "nabla" } });
});

test("leads from dead letters to those of the endpoint", () => {
  const letters = {
    ...refusing,
    kind: "dead_letters",
    resource: { kind: "endpoint", name: "ehr" },
    count: 1,
  } as const;
  const { says, to } = attentionWords(letters);
  expect(says(letters)).toBe("1 dead letter");
  expect(to(letters)).toEqual({ path: "/console/deliveries", search: { endpoint: "ehr", state: "failed" } });
});

test("shows an entry of a newer gateway by its kind", () => {
  const newer = { ...refusing, kind: "moon_full" } as unknown as AttentionEntry;
  expect(attentionWords(newer).says(newer)).toBe("moon full");
});
