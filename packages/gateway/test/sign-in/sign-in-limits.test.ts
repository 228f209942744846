import { expect, test } from "vitest";
import { SignInLimits } from "../../src/sign-in/sign-in-limits.ts";

const ada = { organization: "north", email: "ada@north.example" };
const bea = { organization: "north", email: "bea@north.example" };

function isAdmitted(limits: SignInLimits, ...attempt: Parameters<SignInLimits["attempt"]>): boolean {
  try {
    limits.attempt(...attempt);
    return true;
  } catch {
    return false;
  }
}

test("an account is let wait after ten failures from anywhere, and others are not", () => {
  const limits = new SignInLimits(() => 0);
  for (let count = 0; count < 10; count += 1) {
    expect(isAdmitted(limits, `192.0.2.${count}`, ada)).toBe(true);
  }
  expect(isAdmitted(limits, "192.0.2.99", ada)).toBe(false);
  expect(isAdmitted(limits, "192.0.2.99", bea)).toBe(true);
  expect(isAdmitted(limits, "192.0.2.99", { ...ada, organization: "south" })).toBe(true);
});

test("an address is let wait after twenty failures, whatever the accounts", () => {
  const limits = new SignInLimits(() => 0);
  for (let count = 0; count < 20; count += 1) {
    expect(isAdmitted(limits, "192.0.2.1", { ...ada, email: `user-${count}@north.example` })).toBe(true);
  }
  expect(isAdmitted(limits, "192.0.2.1", ada)).toBe(false);
  expect(isAdmitted(limits, "192.0.2.2", ada)).toBe(true);
});

test("nobody waits for good: each failure is forgiven after ten seconds", () => {
  let now = 0;
  const limits = new SignInLimits(() => now);
  for (let count = 0; count < 11; count += 1) isAdmitted(limits, `192.0.2.${count}`, ada);
  now = 9999;
  expect(isAdmitted(limits, "198.51.100.1", ada)).toBe(false);
  now = 20_000;
  expect(isAdmitted(limits, "198.51.100.1", ada)).toBe(true);
});

test("who succeeds has not failed", () => {
  const limits = new SignInLimits(() => 0);
  for (let count = 0; count < 50; count += 1) limits.attempt("192.0.2.1", ada)();
  expect(isAdmitted(limits, "192.0.2.1", ada)).toBe(true);
});
