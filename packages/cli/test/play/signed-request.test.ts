import { createVerifier } from "countersign";
import { honeybee } from "countersign/schemes/honeybee";
import { nabla } from "countersign/schemes/nabla";
import { expect, it } from "vitest";
import { signedRequest } from "../../src/play/signed-request.ts";

const keys = [{ secret: "shared" }];
const url = "http://127.0.0.1:1/in/demo/somewhere";
const body = '{"id":"evt-1","text":"37.50 °C"}\n';

it("carries the exact bytes of the body, and headers that sign them", () => {
  const request = signedRequest({ scheme: nabla, signer: { keys }, url, body });

  expect(Buffer.from(request.body).toString()).toBe(body);
  expect(request).toMatchObject({ method: "POST", url, headers: { "Content-Type": "application/json" } });
  expect(createVerifier(nabla, { keys }).verify(request).ok).toBe(true);
});

it("signs the URL that the vendor knows, not the one it is posted to", () => {
  const publicUrl = "https://hooks.example.org/in/demo/honeybee";
  const request = signedRequest({ scheme: honeybee, signer: { keys, publicUrl }, url, body });

  expect(createVerifier(honeybee, { keys, publicUrl }).verify(request).ok).toBe(true);
  expect(createVerifier(honeybee, { keys, publicUrl: url }).verify(request).ok).toBe(false);
});

it("fails where the scheme needs something that was not given", () => {
  expect(() => signedRequest({ scheme: honeybee, signer: { keys }, url, body })).toThrow(/url/i);
});
