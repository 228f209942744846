import { expect, test } from "vitest";
import { testCommand } from "../../src/senders/test-command.ts";
import type { SchemeData } from "../../src/senders/scheme-data.ts";

const scheme: SchemeData = {
  id: "acme",
  name: "Acme",
  documentation: [],
  proof: { kind: "secret-header", header: "x-acme" },
  event: { type: { default: "unknown" } },
  answer: { refused: 401 },
};

test("names secrets by variables, and quotes what a shell would read", () => {
  const text = testCommand({ scheme, url: "https://h.example/in/o'k?a=1&b=2", method: "POST" });
  expect(text).toContain(String.raw`send 'https://h.example/in/o'\''k?a=1&b=2'`);
  expect(text).toContain("--secret env:WEBHOOK_SECRET");
  expect(text).not.toContain("--api-key");
});

test("says what differs from the scheme's own way", () => {
  const input = {
    scheme: { ...scheme, caller: { header: "x-api-key" } },
    url: "https://h.example/",
    method: "PUT",
  };
  const text = testCommand({ ...input, keyEncoding: "hex", publicUrl: "https://p.example/" });
  for (const option of [
    "--api-key env:WEBHOOK_API_KEY",
    "--method PUT",
    "--key-encoding hex",
    "--public-url 'https://p.example/'",
  ])
    expect(text).toContain(option);
});
