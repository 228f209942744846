import { callerHeader, createVerifier, signsTime, signsUrl } from "countersign";
import type { Scheme } from "countersign";
import { describe, expect, it } from "vitest";
import { allExamples } from "../../src/examples/all-examples.ts";
import type { SigningInput } from "../../src/play/signed-request.ts";
import { tampers } from "../../src/play/tampers.ts";

const keys = [{ secret: "00112233445566778899aabbccddeeff" }];
const publicUrl = "https://hooks.example.org/in";

function inputOf(scheme: Scheme, body: string): SigningInput {
  const signer = { keys, publicUrl, ...(callerHeader(scheme) !== undefined && { apiKey: "key" }) };
  return { scheme, signer, url: publicUrl, body, id: "msg-1" };
}

function isApplicable(scheme: Scheme, kind: string): boolean {
  if (kind === "secret" || kind === "header-case") return true;
  if (kind === "url") return signsUrl(scheme);
  if (kind === "timestamp" || kind === "stale") return signsTime(scheme);
  return scheme.proof.kind === "mac";
}

const cases = allExamples.flatMap((example) =>
  Object.keys(tampers).map((kind) => ({ example, kind, id: example.scheme.id, type: example.eventType })),
);

const applicable = cases.filter(({ example, kind }) => isApplicable(example.scheme, kind));
const impossible = cases.filter(({ example, kind }) => !isApplicable(example.scheme, kind));

it.each(applicable)("is refused unless it is harmless: $kind of $id, $type", ({ example, kind }) => {
  const { scheme, body } = example;
  const who =
    callerHeader(scheme) === undefined
      ? { keys }
      : { callers: [{ id: "caller", organization: "test", apiKey: "key", keys }] };
  const tamper = tampers[kind];
  const request = tamper?.apply(inputOf(scheme, body)) ?? { headers: {}, body };
  expect(createVerifier(scheme, { ...who, publicUrl }).verify(request).ok).toBe(tamper?.isHarmless === true);
});

it.each(impossible)("is said to be impossible: $kind of $id, $type", ({ example, kind }) => {
  expect(() => tampers[kind]?.apply(inputOf(example.scheme, example.body))).toThrow(
    expect.objectContaining({ code: "tamper_not_applicable" }),
  );
});

describe("tampering with a body of one's own", () => {
  const nabla = allExamples.find(({ scheme }) => scheme.id === "nabla")?.scheme;
  if (nabla === undefined) throw new Error("no example");

  it.each([
    ["body", ""],
    ["reserialize", "text"],
    ["reserialize", "1"],
  ])("cannot %s of %j", (kind, body) => {
    expect(() => tampers[kind]?.apply(inputOf(nabla, body))).toThrow(
      expect.objectContaining({ code: "tamper_not_applicable" }),
    );
  });

  it("writes indented JSON without blanks, so that the bytes differ", () => {
    const request = tampers["reserialize"]?.apply(inputOf(nabla, '{\n  "a": 1\n}'));
    expect(Buffer.from(request?.body ?? []).toString()).toBe('{"a":1}');
  });
});
