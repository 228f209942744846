import { createSigner, verdictCodes } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { trace } from "countersign/trace";
import { expect, it } from "vitest";
import { advice } from "../../src/verdicts/advice.ts";
import { formatRefusal } from "../../src/verdicts/format-refusal.ts";

const keys = [{ secret: "shared" }];
const body = '{"patient":"jane doe"}';
const labels = new Map([["key-1", "key 1 (env:S)"]]);

it("has advice for every reason of a refusal", () => {
  expect(Object.keys(advice).sort()).toEqual(Object.keys(verdictCodes).sort());
});

it("tells what was found wrong first, then where to look, then what was fine", () => {
  const headers = createSigner(nabla, { keys }).sign({ body: "another" });
  const lines = formatRefusal(trace(nabla, { keys }, { method: "POST", headers, body }), labels);
  expect(lines.map((line) => line.trim().split(/ {2,}/)[0])).toEqual(["found", "look at", "fine"]);
  expect(lines[0]).toBe("  found    key 1 (env:S) gives another signature than the one received");
  expect(lines.join("\n")).not.toContain("jane");
});

it("names headers that are missing or there more than once", () => {
  const stamp = ["x-nabla-webhook-timestamp", "2026-01-15T09:30:00Z"];
  const lines = formatRefusal(trace(nabla, { keys }, { headers: [...stamp, ...stamp], body }), labels);
  expect(lines).toContain("  found    header x-nabla-webhook-signature is missing");
  expect(lines).toContain("  found    header x-nabla-webhook-timestamp is there more than once");
});
