import type { Deviation } from "../search/hypothesis.ts";

const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE"];

/** Other methods and other letters (C28). */
export function methodDimension(declared: string, received: string | undefined): readonly Deviation[] {
  const lower = declared.toLowerCase();
  const capitalised = declared.slice(0, 1) + lower.slice(1);
  const common = new Set([received, lower, "GET"]);
  const names = new Set([received ?? declared, lower, capitalised, ...METHODS]);
  names.delete(declared);
  return Array.from(names)
    .filter((method) => /^[A-Za-z]{1,16}$/.test(method))
    .map((method) => ({
      code: "C28" as const,
      how: `the signed method was ${method}, where ${declared} is configured`,
      change: { method },
      isCommon: common.has(method),
    }));
}
