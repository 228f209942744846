import { expect, test } from "vitest";
import { knownOptions } from "../../src/options/known-options.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("options are an object, and no list", () => {
  for (const wrong of [undefined, null, "keys", 1, [], () => ({})]) {
    expect(errorCodeOf(() => knownOptions(wrong, ["keys"]))).toBe("options_not_an_object");
  }
});

test("an unknown name is told, unless its value is undefined", () => {
  expect(() => knownOptions({ key: 1 }, ["keys"])).toThrow(/^key: there is no such option/);
  expect(knownOptions({ key: undefined, keys: 1 }, ["keys"])["keys"]).toBe(1);
});

test("what is inherited is not given", () => {
  const given = knownOptions(Object.create({ keys: 1 }), ["keys"]);
  expect([given["keys"], given["toString"]]).toEqual([undefined, undefined]);
});
