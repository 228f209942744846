import { expect, test } from "vitest";
import { CallerIndex } from "../../src/keys/caller-index.ts";

const keys = [{ secret: "a secret" }];
const caller = { id: "a", organization: "o", apiKey: "one", keys };
const other = { id: "b", organization: "o", apiKey: "two", keys };

function indexOf(callers: unknown): CallerIndex<string> {
  return new CallerIndex(callers, (secret) => secret);
}

test("finds a caller by exactly its API key", () => {
  const index = indexOf([caller, other]);
  expect([index.find("one")?.id, index.find("two")?.id, index.find("One"), index.find("\u0100")]).toEqual([
    "a",
    "b",
    undefined,
    undefined,
  ]);
});

test("a caller has an id and an organization", () => {
  for (const wrong of ["", undefined, null, 1]) {
    expect(() => indexOf([{ ...caller, id: wrong }])).toThrow(/^a caller's id or organization/);
    expect(() => indexOf([{ ...caller, organization: wrong }])).toThrow(/^a caller's id or organization/);
  }
});

test("the clock matters as soon as a key of any caller begins or ends", () => {
  const ending = { ...other, keys: [{ secret: "a", notAfter: 1 }] };
  expect([indexOf([caller, other]), indexOf([caller, ending])].map(({ hasWindows }) => hasWindows)).toEqual([
    false,
    true,
  ]);
});
