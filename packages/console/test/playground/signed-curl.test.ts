import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { emptyInput } from "../../src/playground/bench-input.ts";
import type { BenchInput } from "../../src/playground/bench-input.ts";
import { signedCurl } from "../../src/playground/signed-curl.ts";

/** Runs the command in a shell whose curl shows what it was given: its arguments, then what it reads. */
function givenToCurl(input: Partial<BenchInput>): readonly string[] {
  const command = signedCurl({ ...emptyInput, ...input });
  const curl = `curl() { printf '%s\\0' "$@"; case "$*" in *@-) cat;; esac; }`;
  const env = { PATH: process.env["PATH"] ?? "", WEBHOOK_URL: "https://by.variable" };
  return execFileSync("sh", ["-c", `${curl}\n${command}`], { encoding: "latin1", env }).split("\0");
}

test("a shell gives curl exactly what was signed, whatever quotes and line ends there are", () => {
  const body = `{"a":"it's \\\\ $HOME"}\n\n`;
  const given = givenToCurl({ url: "https://e.org/?a=1&b='", headers: "x-a: 1 '2'\nx-b: $x\nx-c:", body });
  const headers = ["-H", "x-a: 1 '2'", "-H", "x-b: $x", "-H", "x-c;"];
  expect(given).toEqual(["-X", "POST", "https://e.org/?a=1&b='", ...headers, "--data-raw", body, ""]);
});

test("bytes that are no text go the way of base64", () => {
  const given = givenToCurl({ body: "/wAN\nCg==", bodyForm: "base64", method: "PUT" });
  expect(given.slice(0, 5)).toEqual(["-X", "PUT", "https://by.variable", "--data-binary", "@-"]);
  expect(given.slice(5).join("\0")).toBe("\u00ff\0\r\n");
});
