// Each row of these tables was seen in another library that verifies webhooks.
import { describe, expect, test } from "vitest";
import { schemeCases } from "../support/scheme-cases.ts";
import { configurationFlaws } from "./configuration-flaws.ts";
import { requestFlaws } from "./request-flaws.ts";
import { signatureFlaws } from "./signature-flaws.ts";

const flaws = [...configurationFlaws, ...signatureFlaws, ...requestFlaws].map((each) => ({
  ...each,
  suspects: schemeCases.filter(each.where ?? (() => true)),
}));

test("each flaw is looked for in at least one scheme", () => {
  expect(flaws.filter(({ suspects }) => suspects.length === 0).map(({ flaw }) => flaw)).toEqual([]);
});

describe.each(flaws.map((each) => [each.flaw, each] as const))("the flaw “%s”", (_flaw, each) => {
  test.each(each.suspects)("is not in $scheme.id", (suspect) => {
    expect.hasAssertions();
    each.disprove(suspect);
  });
});
