import { expect, test } from "vitest";
import { BodyBudget } from "../../src/http/body-budget.ts";

test("what is taken counts until it is given back, to the byte", () => {
  const budget = new BodyBudget(100);
  expect([budget.take(60), budget.take(40), budget.take(1)]).toEqual([true, true, false]);
  expect(budget.hasRoomFor(1)).toBe(false);
  budget.release(60);
  expect([budget.hasRoomFor(60), budget.hasRoomFor(61)]).toEqual([true, false]);
  expect(budget.bytesInFlight).toBe(40);
});
