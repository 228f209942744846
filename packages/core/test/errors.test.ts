import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  CountersignError,
  type ErrorCode,
  errorCodes,
  SignatureRefusedError,
  verdictCodes,
} from "../src/index.ts";

const source = new URL("../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);
const code = files
  .filter((name) => !["misuse.ts", "signing-misuse.ts", "verdict-codes.ts"].includes(name))
  .map((name) => readFileSync(new URL(name, source), "utf8"))
  .join("\n");

test("every code of the table is used, and every code that is used is in the table", () => {
  const quoted = new Set(Array.from(code.matchAll(/"([a-z]+(?:_[a-z0-9]+)+)"/g), ([, name]) => name ?? ""));
  const unused = Object.keys(errorCodes).filter((name) => !quoted.has(name));
  expect(unused).toEqual([]);
  const thrown = Array.from(code.matchAll(/isuse\(\s*"([a-z0-9_]+)"/g), ([, name]) => name ?? "");
  expect(thrown.filter((name) => !Object.hasOwn(errorCodes, name))).toEqual([]);
});

test("every verdict code is given somewhere", () => {
  const given = Object.keys(verdictCodes).filter((name) => new RegExp(`["'.]${name}\\b`).test(code));
  expect(given).toEqual(Object.keys(verdictCodes));
});

test("an error says where it is, what is wrong, and what to do", () => {
  for (const [name, entry] of Object.entries(errorCodes)) {
    const error = new CountersignError(name as ErrorCode, entry, "keys[1]");
    expect(error.message).toBe(`keys[1]: ${entry.meaning}; ${entry.remedy}`);
    expect([error.code, error.remedy, error.name]).toEqual([name, entry.remedy, "CountersignError"]);
  }
});

test("a refusal that is thrown carries code and status", () => {
  const error = new SignatureRefusedError("no_match", 403);
  expect([error.code, error.status, error.name]).toEqual(["no_match", 403, "SignatureRefusedError"]);
  expect(error.message).toContain(verdictCodes.no_match.meaning);
});
