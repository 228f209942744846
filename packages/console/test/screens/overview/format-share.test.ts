import { expect, test } from "vitest";
import { formatShare } from "../../../src/screens/overview/format-share.ts";

test("never calls a share all of it while one is missing", () => {
  expect(formatShare(9999, 10_000)).toBe("99.9 %");
  expect(formatShare(10_000, 10_000)).toBe("100 %");
  expect(formatShare(1, 3)).toBe("33.3 %");
  expect(formatShare(0, 0)).toBe("–");
});
