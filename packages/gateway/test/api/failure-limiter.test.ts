import { expect, test } from "vitest";
import { FailureLimiter } from "../../src/api/failure-limiter.ts";

/** The codes of so many failures of one address at one moment. */
function codes(limiter: FailureLimiter, address: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => limiter.refusal(address, "unauthenticated").code);
}

test("tells an address to wait once it had 20 failures, and forgives one every 3 seconds", () => {
  let now = 0;
  const limiter = new FailureLimiter(() => now);
  expect(new Set(codes(limiter, "192.0.2.1", 20))).toEqual(new Set(["unauthenticated"]));
  const refusal = limiter.refusal("192.0.2.1", "unauthenticated");
  expect([refusal.code, refusal.headers]).toEqual(["too_many_failures", { "retry-after": "3" }]);
  now = 2999;
  expect(codes(limiter, "192.0.2.1", 1)).toEqual(["too_many_failures"]);
  now = 3000;
  expect(codes(limiter, "192.0.2.1", 2)).toEqual(["unauthenticated", "too_many_failures"]);
});

test("counts each address by itself, and the addresses of one IPv6 network together", () => {
  const limiter = new FailureLimiter(() => 0);
  codes(limiter, "192.0.2.1", 30);
  codes(limiter, "2001:db8:1:2::1", 30);
  expect(codes(limiter, "192.0.2.2", 1)).toEqual(["unauthenticated"]);
  expect(codes(limiter, "2001:db8:1:2:ffff::9", 1)).toEqual(["too_many_failures"]);
  expect(codes(limiter, "2001:db8:1:3::1", 1)).toEqual(["unauthenticated"]);
});

test("forgets the address that failed longest ago when it knows 10,000", () => {
  const limiter = new FailureLimiter(() => 0);
  codes(limiter, "old", 20);
  codes(limiter, "kept", 20);
  for (let index = 0; index < 9_999; index += 1) limiter.refusal(`address ${index}`, "unauthenticated");
  expect(codes(limiter, "kept", 1)).toEqual(["too_many_failures"]);
  expect(codes(limiter, "old", 1)).toEqual(["unauthenticated"]);
});
