import { expect, test } from "vitest";
import {
  createResponseVerifier,
  createSigner,
  createVerifier,
  type ResponseVerifierOptions,
  type SignedResponse,
} from "../src/index.ts";
import { honeybee } from "../src/schemes/honeybee.ts";
import { honeybeeSecret } from "../src/schemes/honeybee-secret.ts";
import { nabla } from "../src/schemes/nabla.ts";
import { errorCodeOf } from "./support/error-code-of.ts";

const keys = [{ id: "token", secret: "client secret" }];
const call = { method: "GET", url: "https://partners.example.com/api/v1/orders/HB1?x=é" };
const body = '{"order_status":"Shipped","total":10.50}';
function signed(): Record<string, string> {
  return createSigner(honeybee, { keys }).sign({ ...call, body });
}

test("accepts a response to the call that was made, and to no other", () => {
  const headers = signed();
  const { verify, verifyOrThrow } = createResponseVerifier(honeybee, { keys });
  expect(verifyOrThrow({ call, headers, body }).keyId).toBe("token");
  const others: SignedResponse[] = [
    { call: { ...call, method: "POST" }, headers, body },
    { call: { ...call, url: `${call.url}&y=1` }, headers, body },
    { call, headers, body: body.replace("10.50", "10.5") },
  ];
  expect(others.map((each) => verify(each))).toEqual(
    others.map(() => ({ ok: false, code: "no_match", status: 401 })),
  );
});

test("a webhook's verifier and a response's verifier agree on the same bytes", () => {
  const headers = signed();
  const verifier = createVerifier(honeybee, { keys, method: call.method, publicUrl: call.url });
  expect(verifier.verify({ headers, body }).ok).toBe(true);
});

test("refuses large bodies and missing signatures", () => {
  const headers = signed();
  const { verify } = createResponseVerifier(honeybee, { keys, maxBodyBytes: 10 });
  expect(verify({ call, headers, body })).toMatchObject({ code: "body_too_large" });
  expect(verify({ call, headers: {}, body: "" })).toMatchObject({ code: "missing_header" });
});

test("takes a secret in another encoding, and every option that a response can need", () => {
  const headers = signed();
  const hex = Buffer.from("client secret").toString("hex");
  const options = { keys: [{ secret: hex }], keyEncoding: "hex", now: () => 0 } as const;
  const limits = { toleranceMs: undefined, maxBodyBytes: Buffer.byteLength(body) };
  expect(createResponseVerifier(honeybee, { ...options, ...limits }).verify({ call, headers, body }).ok).toBe(
    true,
  );
});

test("takes the schemes whose sender signs responses, and no others", () => {
  for (const scheme of [nabla, honeybeeSecret]) {
    expect(errorCodeOf(() => createResponseVerifier(scheme, { keys }))).toBe("responses_not_signed");
  }
});

test("says which part of a response is missing", () => {
  const headers = signed();
  const { verify } = createResponseVerifier(honeybee, { keys });
  expect(() => verify({ headers, body } as unknown as SignedResponse)).toThrow(/^call: there is no request/);
});

test("refuses options that it does not know, and values that are wrong", () => {
  const wrong: [unknown, string][] = [
    [{ keys, publicUrl: call.url }, "unknown_option"],
    [{ keys, keyEncoding: "latin1" }, "key_encoding_unknown"],
    [{ keys, toleranceMs: 1 }, "tolerance_not_accepted"],
    [{ keys, maxBodyBytes: -1 }, "max_body_bytes_invalid"],
    [{ keys, now: 0 }, "clock_invalid"],
  ];
  for (const [options, code] of wrong) {
    expect(errorCodeOf(() => createResponseVerifier(honeybee, options as ResponseVerifierOptions))).toBe(
      code,
    );
  }
});

test("reports misuse", () => {
  const headers = signed();
  const { verify } = createResponseVerifier(honeybee, { keys });
  expect(errorCodeOf(() => createResponseVerifier(nabla, { keys }))).toBe("responses_not_signed");
  expect(errorCodeOf(() => createResponseVerifier(honeybee, { keys: [] }))).toBe("keys_required");
  const wrong: [unknown, string][] = [
    [undefined, "request_not_an_object"],
    [{ headers, body }, "request_not_an_object"],
    [{ call: null, headers, body }, "request_not_an_object"],
    [{ call: call.url, headers, body }, "request_not_an_object"],
    [{ call: { url: call.url, method: "get" }, headers, body }, "method_invalid"],
    [{ call: { url: call.url }, headers, body }, "method_invalid"],
    [{ call: { method: "GET" }, headers, body }, "url_invalid"],
    [{ call: { method: "GET", url: "\ud800" }, headers, body }, "url_invalid"],
  ];
  expect(wrong.map(([response]) => errorCodeOf(() => verify(response as SignedResponse)))).toEqual(
    wrong.map(([, code]) => code),
  );
});
