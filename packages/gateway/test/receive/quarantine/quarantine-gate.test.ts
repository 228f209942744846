import { expect, test } from "vitest";
import { QuarantineGate } from "../../../src/receive/quarantine/quarantine-gate.ts";

const MIB = 1024 * 1024;

test("lets 50 requests of a source in at once, then five a second", () => {
  let now = 0;
  const gate = new QuarantineGate(() => now);
  const passing = (count: number): number =>
    Array.from({ length: count }, () => gate.pass(1, 10)).filter((reason) => reason === undefined).length;
  expect(passing(100)).toBe(50);
  expect(gate.pass(1, 10)).toBe("too_many");
  now = 1000;
  expect(passing(100)).toBe(5);
});

test("lets a mebibyte a second in, and never a body beyond the burst", () => {
  let now = 0;
  const gate = new QuarantineGate(() => now);
  expect(gate.pass(1, 16 * MIB + 1)).toBe("too_large");
  expect(gate.pass(1, 16 * MIB)).toBeUndefined();
  expect(gate.pass(1, MIB)).toBe("too_large");
  now = 1000;
  expect(gate.pass(1, MIB)).toBeUndefined();
});

test("what may not pass takes nothing from what may", () => {
  const gate = new QuarantineGate(() => 0);
  for (let count = 0; count < 100; count += 1) gate.pass(1, 17 * MIB);
  expect(gate.pass(1, 10)).toBeUndefined();
});

test("a flood at one source leaves the others their room", () => {
  const gate = new QuarantineGate(() => 0);
  for (let count = 0; count < 100; count += 1) gate.pass(1, 10);
  expect(gate.pass(2, 10)).toBeUndefined();
});
