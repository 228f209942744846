import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createSigner } from "../../src/index.ts";
import { honeybeeSecret, nabla } from "../../src/schemes/index.ts";
import { signedContent, trace } from "../../src/trace/index.ts";
import { caseOf, NOW_MS, schemeCases, signedHeaders } from "../support/scheme-cases.ts";

const BODY = '{"id":"e-1","name":"Å é"}\r\n';

test("what is shown is what is signed: its MAC is the signature", () => {
  const headers = createSigner(nabla, { keys: [{ secret: "a secret" }] }).sign({ body: BODY });
  const content = signedContent(nabla, { headers, body: BODY });
  const mac = createHmac("sha256", "a secret")
    .update(content?.bytes ?? "")
    .digest("hex");
  expect(headers["x-nabla-webhook-signature"]).toContain(mac);
});

test.each(schemeCases.map(({ scheme }) => scheme.id))("%s shows as many bytes as its trace counts", (id) => {
  const { scheme, secret } = caseOf(id);
  const keys = [{ secret }];
  const url = caseOf(id).options?.publicUrl ?? "https://hooks.example.org/in?a=1";
  const headers = signedHeaders(caseOf(id), BODY, { keys });
  const content = signedContent(scheme, { headers, body: BODY, url });
  const options = {
    ...(scheme.caller === undefined
      ? { keys }
      : { callers: [{ id: "c", organization: "o", apiKey: "key", keys }] }),
    publicUrl: url,
    now: () => NOW_MS,
  };
  const { steps } = trace(scheme, options, { headers, body: BODY });
  const counted = steps.find((step) => step.step === "content");
  expect(content?.bytes.length).toBe(counted?.bytes);
  expect(content?.parts.map(({ part }) => part)).toEqual(counted?.parts.map(({ part }) => part));
});

test("a scheme that sends its secret signs nothing", () => {
  expect(signedContent(honeybeeSecret, { headers: {}, body: BODY })).toBeUndefined();
});

test("parts that the headers lack are empty, and a text is taken as UTF-8", () => {
  expect(signedContent(nabla, { headers: {}, body: "é" })).toEqual({
    parts: [
      { part: "timestamp", bytes: new Uint8Array() },
      { part: "body", bytes: new Uint8Array([0xc3, 0xa9]) },
    ],
    isEscaped: false,
    bytes: new Uint8Array([0xc3, 0xa9]),
  });
});
