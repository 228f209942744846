import { expect, test } from "vitest";
import { readPlayground } from "../../../src/screens/playground/playground-search.ts";

test("a URL names one start, the nearest to a request that it knows", () => {
  expect(readPlayground({ scheme: "nabla" })).toEqual({ scheme: "nabla" });
  expect(readPlayground({ scheme: "nabla", quarantined: "qua_1" })).toEqual({ quarantined: "qua_1" });
  expect(readPlayground({})).toEqual({});
});

test("nothing else is taken from a URL, least of all a secret", () => {
  const search = { scheme: "a b", source: 1, secret: "s", headers: "x-a: 1", body: "{}" };
  expect(readPlayground(search)).toEqual({});
});
