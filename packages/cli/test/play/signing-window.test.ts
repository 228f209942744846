import { schemes } from "countersign/schemes";
import { expect, it } from "vitest";
import { signingWindowMs } from "../../src/play/signing-window.ts";

it("knows how long each scheme's signed time is good, and which schemes sign none", () => {
  const windows = Object.values(schemes).map((scheme) => [scheme.id, signingWindowMs(scheme)]);
  expect(Object.fromEntries(windows)).toEqual({
    "insight-health": undefined,
    nabla: 60_000,
    "nabla-connect": 60_000,
    suki: 300_000,
    honeybee: undefined,
    "honeybee-secret": undefined,
    zentact: undefined,
    "standard-webhooks": 300_000,
  });
});
