import { createSigner, createVerifier } from "countersign";
import { honeybee, insightHealth, nabla, schemes } from "countersign/schemes";
import { expect, test } from "vitest";
import { bodyBytes } from "../../src/playground/body-bytes.ts";
import { emptyInput } from "../../src/playground/bench-input.ts";
import { exampleInput } from "../../src/playground/example-input.ts";
import { readBench } from "../../src/playground/read-bench.ts";
import type { SchemeData } from "../../src/senders/scheme-data.ts";

const dataOf = (scheme: object): SchemeData => scheme as unknown as SchemeData;
const ready = { ...emptyInput, secret: "s" };

test("what is missing is told before anything is sent", () => {
  const nablaScheme = { choice: "nabla", data: dataOf(nabla) };
  expect(readBench(nablaScheme, emptyInput)).toContain("secret");
  expect(readBench({ choice: "insight-health", data: dataOf(insightHealth) }, ready)).toContain("API key");
  expect(readBench({ choice: "honeybee", data: dataOf(honeybee) }, ready)).toContain("URL");
  expect(readBench(nablaScheme, { ...ready, headers: "x-a: 1\nnone" })).toContain("Line 2");
  expect(readBench(nablaScheme, { ...ready, body: "!", bodyForm: "base64" })).toContain("base64");
  expect(readBench(nablaScheme, { ...ready, body: "a".repeat(300_000) })).toContain("256 KiB");
});

test("a URL that the scheme does not sign, an API key and an id that it has no use for are not sent", () => {
  const input = { ...ready, url: "https://example.org", apiKey: "k", id: "i" };
  expect(readBench({ choice: "nabla", data: dataOf(nabla) }, input)).toEqual({
    sign: { scheme: "nabla", secrets: [{ value: "s" }], method: "POST", bodyBase64: "" },
    judge: { scheme: "nabla", secrets: [{ value: "s" }], method: "POST", bodyBase64: "", headers: [] },
  });
});

test.each(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))(
  "the example of %s is one that its sender could sign, with id and type where they are looked for",
  (_, scheme) => {
    const input = exampleInput(dataOf(scheme));
    const body = bodyBytes(input) ?? new Uint8Array();
    const keys = [{ secret: input.secret }];
    const isCalled = scheme.caller !== undefined;
    const url = input.url === "" ? {} : { publicUrl: input.url };
    const signer = createSigner(scheme, { keys, ...url, ...(isCalled && { apiKey: input.apiKey }) });
    const headers = signer.sign({ body, ...(input.id !== "" && { id: input.id }) });
    const caller = { id: "caller", organization: "test", apiKey: input.apiKey, keys };
    const verifier = createVerifier(scheme, { ...url, ...(isCalled ? { callers: [caller] } : { keys }) });
    const verdict = verifier.verifyOrThrow({ headers, body });
    expect(verdict.eventType).not.toBe("unknown");
    const isIdInBody = scheme.event.idPointer !== undefined;
    expect(verdict.eventId === "example-1").toBe(isIdInBody);
  },
);
