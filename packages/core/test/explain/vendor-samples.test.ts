import { expect, test } from "vitest";
import { type CauseCode, explain } from "../../src/explain/index.ts";
import { schemes } from "../../src/schemes/index.ts";
import { bodyOf, type Vector, readVectors } from "../../../../vectors/read-vectors.ts";
import { AMPLE_BUDGET_MS, codesOf } from "./support/explain-cases.ts";

/** What the vendors' own samples compute wrongly in five languages, and which cause that is. */
const causeOf: Readonly<Record<string, readonly CauseCode[]>> = {
  // Where a body is not UTF-8, what a program writes again is first of all text that lost bytes.
  "go:reserialise-map": ["C01", "C08"],
  "node:reserialise": ["C01", "C08", "C27"],
  "node:reserialise+cgi-bytes": ["C01", "C08"],
  "python:json.dumps-default": ["C01", "C08"],
  "python:reserialise": ["C01", "C14"],
  "ruby:rails-to_json": ["C01"],
  "ruby:reserialise": ["C01"],
  "node:string": ["C08"],
  "node:text()": ["C06", "C08"],
  "node:encodeURIComponent": ["C27", "C08"],
  "node:URLSearchParams": ["C27", "C08"],
  "python:key-is-binary-sha256": ["C16"],
  "python:prose-key-is-plain-secret": ["C16"],
  "python:prose-escape-body-only": ["C27"],
  "python:prose-newline-after-base64": ["C17"],
};

/** Nobody can compute these again: an empty secret is never tried, and a pair of the rarest is beyond the search. */
const BEYOND_SEARCH = ["secret-empty", "secret-hex-with-spaces-hexkey"];

const idOf: Readonly<Record<string, string>> = {
  insight: "insight-health",
  nabla: "nabla",
  suki: "suki",
  honeybee: "honeybee",
  zentact: "zentact",
};

const samples = readVectors("vendors.json").flatMap((vector) => {
  const isExplained = !BEYOND_SEARCH.includes(vector.name) && vector.profile !== "connect";
  return Object.entries(vector.disagree ?? {})
    .filter(([label, signature]) => isExplained && label in causeOf && !signature.startsWith("ERROR"))
    .map(([label, signature]) => ({ vector, label, signature, vendor: vector.vendor, name: vector.name }));
});

test.each(samples)("$vendor/$name, signed by $label, is explained", ({ vector, label, signature }) => {
  const proved = codesOf(explainVector(vector, signature), "proved");
  expect(proved.filter((code) => causeOf[label]?.includes(code))).not.toEqual([]);
});

test("there are samples of all five vendors and of every language", () => {
  expect(new Set(samples.map(({ vendor }) => vendor)).size).toBe(Object.keys(idOf).length);
  expect(new Set(samples.map(({ label }) => label))).toEqual(new Set(Object.keys(causeOf)));
});

function explainVector(vector: Vector, signature: string): ReturnType<typeof explain> {
  const scheme = schemes[idOf[vector.vendor] ?? ""];
  if (scheme?.proof.kind !== "mac") throw new Error(`there is no scheme for ${vector.vendor}`);
  const header = scheme.proof.signature.header.toLowerCase();
  const headers = Object.fromEntries(
    Object.entries(vector.headers).map(([name, value]) => [
      name,
      name.toLowerCase() === header ? signature : value,
    ]),
  );
  const keys = vector.secrets.map((secret) => ({ secret }));
  const apiKey = vector.headers["X-API-Key"] ?? "";
  return explain({
    scheme,
    options: {
      ...(scheme.caller === undefined
        ? { keys }
        : { callers: [{ id: "a", organization: "o", apiKey, keys }] }),
      ...(vector.vendor === "honeybee" && { publicUrl: vector.url }),
      method: vector.method,
      keyEncoding: vector.keyEncoding,
      now: () => vector.nowMs ?? 0,
    },
    request: { method: vector.method, headers, body: bodyOf(vector) },
    context: { budgetMs: AMPLE_BUDGET_MS },
  });
}
