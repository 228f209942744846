import { nabla, schemes, standardWebhooks, zentact } from "countersign/schemes";
import type { Scheme } from "countersign";
import { expect, test } from "vitest";
import { checkScheme } from "../../src/scheme-check/check-scheme.ts";

const wrongIn = (scheme: Scheme): readonly string[] =>
  checkScheme(scheme)
    .filter(({ isRight }) => !isRight)
    .map(({ name, expected, found }) => `${name}: expected ${expected}, found ${found}`);

test.each(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))(
  "%s passes every case",
  (_, scheme) => {
    expect(wrongIn(scheme)).toEqual([]);
    expect(checkScheme(scheme).length).toBeGreaterThan(4);
  },
);

test("every header that proves something is left out, doubled and cut once", () => {
  const names = checkScheme(standardWebhooks).map(({ name }) => name);
  for (const header of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
    expect(names.filter((name) => name.toLowerCase().includes(header)).length).toBe(3);
  }
});

const codes = (scheme: Scheme): readonly string[] => checkScheme(scheme).map(({ expected }) => expected);

test("only a scheme that signs a time is tried with an old one", () => {
  expect(codes(nabla)).toContain("stale");
  expect(codes(zentact)).not.toContain("stale");
});

test("a scheme that cannot sign is told by the code of what is wrong", () => {
  const [only, ...others] = checkScheme({ ...nabla, version: 2 } as unknown as Scheme);
  expect([only?.isRight, only?.found, others.length]).toEqual([false, "scheme_invalid", 0]);
});
