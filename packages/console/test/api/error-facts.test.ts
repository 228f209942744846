import { ApiProblem, ClientError } from "@countersign/contract/slim-client";
import { makeProblem } from "@countersign/contract";
import { expect, test } from "vitest";
import { errorFacts } from "../../src/api/error-facts.ts";

test("tells the code, the words, the places and the request of a problem", () => {
  const problem = makeProblem("request_invalid", {
    requestId: "req_7",
    problems: [{ in: "body", pointer: "/url", expected: "an https URL", found: "a text of 4 characters" }],
  });
  expect(errorFacts(new ApiProblem(problem, 3))).toMatchObject({
    code: "request_invalid",
    requestId: "req_7",
    retryAfterSeconds: 3,
    places: [{ where: "body /url", expected: "an https URL", found: "a text of 4 characters" }],
  });
});

test("says what to do when the gateway is not reached", () => {
  expect(errorFacts(new ClientError("unreachable"))).toMatchObject({
    code: "unreachable",
    remedy: "Check your connection and that the gateway runs, then try again.",
  });
});

test("tells nothing of what a fault of the page holds", () => {
  const facts = errorFacts(new TypeError("cannot read Frau Mustermann"));
  expect(facts.code).toBe("console_fault");
  expect(JSON.stringify(facts)).not.toContain("Mustermann");
});
