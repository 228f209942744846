import { expect, test } from "vitest";
import { parseNetworks } from "../../src/http/network.ts";

test("a list of networks may have blanks, and may be empty", () => {
  expect(parseNetworks("10.0.0.0/8, ::1")).toHaveLength(2);
  expect(parseNetworks("")).toEqual([]);
});

test.each([",", "10.0.0.0/8,", "10.0.0.0/8 ::1", "proxy"])("%j is no list of networks", (text) => {
  expect(parseNetworks(text)).toBeUndefined();
});
