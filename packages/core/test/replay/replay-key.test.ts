import { expect, test } from "vitest";
import type { VerdictFields } from "../../src/index.ts";
import { replayKey } from "../../src/replay/index.ts";

const verdict = { ok: true, keyId: "k", eventId: "e-1", dedupeKey: "e-1", isJson: true } as VerdictFields;

test("is the source and a digest, so that no id can be read from it", () => {
  expect(replayKey("rx", verdict)).toMatch(/^rx:[0-9a-f]{64}$/);
  expect(replayKey("rx", verdict)).toBe(replayKey("rx", { ...verdict, keyId: "other", signedAt: 1 }));
});

test("differs by source, organization, caller, id, and kind of key", () => {
  const { eventId: _eventId, ...byContent } = verdict;
  const keys = [
    replayKey("rx", verdict),
    replayKey("ry", verdict),
    replayKey("rx", { ...verdict, organization: "o", callerId: "c" }),
    replayKey("rx", { ...verdict, organization: "o", callerId: "d" }),
    replayKey("rx", { ...verdict, organization: "oc", callerId: "" }),
    replayKey("rx", { ...verdict, eventId: "e-2", dedupeKey: "e-2" }),
    replayKey("rx", byContent),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
