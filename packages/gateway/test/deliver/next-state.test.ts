import { describe, expect, test } from "vitest";
import { resultOfAnswer } from "../../src/deliver/answer-result.ts";
import { attemptResults } from "../../src/deliver/attempt-results.ts";
import type { AttemptResultCode } from "../../src/deliver/attempt-results.ts";
import { nextState } from "../../src/deliver/next-state.ts";

const NOW = Date.UTC(2026, 10, 22);
const codes = Object.keys(attemptResults) as readonly AttemptResultCode[];
const after = (result: AttemptResultCode, attempt = 1): ReturnType<typeof nextState> =>
  nextState({ result, attempt, endedAt: NOW, scheduleMs: [1000] }, () => 0.5);
const answered = (status: number): AttemptResultCode =>
  resultOfAnswer({ isComplete: true, status, retryAfter: undefined, excerpt: Buffer.alloc(0) });

describe("results", () => {
  test.each([
    ["delivered", [200, 201, 202, 204, 299]],
    ["redirect_refused", [300, 301, 302, 303, 304, 307, 308, 399]],
    ["credentials_refused", [401, 403]],
    ["gone", [410]],
    [
      "http_status",
      [400, 402, 404, 408, 409, 411, 413, 415, 418, 422, 429, 500, 502, 503, 504, 599, 600, 999],
    ],
  ] as const)("an answer is %s by its status", (result, statuses) => {
    for (const status of statuses) expect(answered(status)).toBe(result);
  });

  test("an incomplete answer never means delivered", () => {
    const answer = {
      isComplete: false,
      result: "connection_reset",
      status: 200,
      excerpt: Buffer.alloc(0),
    } as const;
    expect(resultOfAnswer(answer)).toBe("connection_reset");
  });

  test.each(codes.filter((code) => attemptResults[code].isRetried))(
    "%s is tried again, until the last try",
    (code) => {
      expect(after(code).next).toEqual({
        state: "pending",
        dueAt: NOW + 1000,
        isRefusal: code === "credentials_refused",
      });
      expect(after(code, 2).next).toEqual({ state: "failed" });
    },
  );

  test("only gone disables the endpoint, and it fails at once", () => {
    expect(after("gone")).toEqual({ next: { state: "failed" }, disablesEndpoint: "gone" });
    for (const code of codes) expect(after(code).disablesEndpoint).toBe(code === "gone" ? "gone" : undefined);
  });

  test("every code says what it means and what to do", () => {
    for (const code of codes) {
      expect(attemptResults[code].meaning).toMatch(/\.$/);
      expect(attemptResults[code].remedy).toMatch(/\.$/);
    }
  });
});
