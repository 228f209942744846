import { describe, expect, test } from "vitest";
import { attemptResults } from "../../src/deliver/attempt-results.ts";
import type { AttemptResultCode } from "../../src/deliver/attempt-results.ts";
import { circuitSign } from "../../src/deliver/circuit-sign.ts";

const one = [{ id: 1, name: "only", value: "secret" }];
const codes = Object.keys(attemptResults) as readonly AttemptResultCode[];

describe("what an attempt tells about its endpoint", () => {
  test.each(codes)("%s is as the table says", (code) => {
    const { tells } = attemptResults[code];
    expect(circuitSign(code, { secrets: one }, () => 0.5)?.kind ?? "nothing").toBe(tells);
  });

  test("is a failure by the endpoint's own limits, the pause varied by a fifth", () => {
    const circuit = { failures: 5, pauseMs: 1000, maxPauseMs: 9000 };
    const jitterOf = (random: number): number | undefined => {
      const sign = circuitSign("http_status", { secrets: one, circuit }, () => random);
      expect(sign).toMatchObject({ kind: "fails", opensAfter: 5, pauseMs: 1000, maxPauseMs: 9000 });
      return sign?.kind === "fails" ? sign.jitter : undefined;
    };
    expect(jitterOf(0)).toBeCloseTo(0.8);
    expect(jitterOf(0.999_999)).toBeCloseTo(1.2);
  });

  test("is nothing where another key may be the right one", () => {
    const secrets = [...one, { id: 2, name: "other", value: "secret" }];
    expect(circuitSign("credentials_refused", { secrets }, () => 0.5)).toBeUndefined();
    expect(circuitSign("http_status", { secrets }, () => 0.5)?.kind).toBe("fails");
  });
});
