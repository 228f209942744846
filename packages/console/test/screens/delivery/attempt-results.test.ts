import { expect, test } from "vitest";
import { attemptResults as ofGateway } from "../../../../gateway/src/deliver/attempt-results.ts";
import { attemptResults } from "../../../src/screens/delivery/attempt-results.ts";

test("says something of each result that the gateway has, and of no other", () => {
  expect(Object.keys(attemptResults).toSorted()).toEqual(Object.keys(ofGateway).toSorted());
});
