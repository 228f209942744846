import { expect, test } from "vitest";
import { deliveredWords } from "../../../src/screens/endpoint/delivered-words.ts";

test("says what arrived, how soon, what failed and what was given up", () => {
  const busy = { delivered: 1812, attemptsFailed: 3, deadLetters: 1, p95DeliverySeconds: 0.4 };
  expect(deliveredWords(busy)).toBe(
    "1,812 delivered, 95 % of them within 400 ms; 3 tries failed, 1 delivery given up",
  );
});

test("names no time where nothing arrived, and no failure where there was none", () => {
  const failing = { delivered: 0, attemptsFailed: 1, deadLetters: 0, p95DeliverySeconds: null };
  expect(deliveredWords(failing)).toBe("0 delivered; 1 try failed");
  expect(deliveredWords({ ...failing, delivered: 2, attemptsFailed: 0 })).toBe("2 delivered; no try failed");
});
