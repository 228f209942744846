import { schemes, suki } from "countersign/schemes";
import { expect, test } from "vitest";
import { checkVectors } from "../../src/scheme-check/check-vectors.ts";
import { readSchemeVectors } from "../../src/scheme-check/scheme-vector.ts";

test.each(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))(
  "%s has vectors to accept, and judges every one as other programs do",
  async (id, scheme) => {
    const cases = checkVectors(scheme, await readSchemeVectors(id));
    expect(cases.filter(({ isRight }) => !isRight)).toEqual([]);
    expect(cases.some(({ expected }) => expected === "accept")).toBe(true);
  },
);

test("a scheme that signs otherwise does not pass them", async () => {
  const { proof } = suki;
  if (proof.kind !== "mac") throw new Error("suki signs");
  const other = { ...suki, proof: { ...proof, message: { parts: [{ part: "body" }] } } } as const;
  const cases = checkVectors(other, await readSchemeVectors("suki"));
  expect(cases.some(({ isRight, found }) => !isRight && found === "no_match")).toBe(true);
});

test("there are none for a scheme of an organization's own", async () => {
  expect(await readSchemeVectors("acme-labs")).toEqual([]);
  expect(await readSchemeVectors("constructor")).toEqual([]);
});
