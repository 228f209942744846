import { expect, test } from "vitest";
import { isSignedId } from "../../src/proof/signed-id.ts";

test("an id is 1 to 256 visible ASCII characters", () => {
  expect(["!", "~", "msg_1", "x".repeat(256)].map((id) => isSignedId(id, ""))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  const wrong = ["", "x".repeat(257), " a", "a ", "a b", "\u007f", "a\n", "é"];
  expect(wrong.map((id) => isSignedId(id, ""))).toEqual(wrong.map(() => false));
});

test("an id holds none of the characters that end it", () => {
  expect([isSignedId("a.b", "."), isSignedId("a.b", ":|")]).toEqual([false, true]);
  expect([isSignedId("a|b", ":|"), isSignedId("a:b", ":|")]).toEqual([false, false]);
});
