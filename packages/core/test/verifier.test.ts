import { describe, expect, onTestFinished, test } from "vitest";
import {
  createSigner,
  createVerifier,
  type HeadersInput,
  type Scheme,
  SignatureRefusedError,
  type Verdict,
  type VerifierOptions,
  type WebhookRequest,
} from "../src/index.ts";
import { honeybee } from "../src/schemes/honeybee.ts";
import { honeybeeSecret } from "../src/schemes/honeybee-secret.ts";
import { insightHealth } from "../src/schemes/insight-health.ts";
import { nabla } from "../src/schemes/nabla.ts";
import { standardWebhooks } from "../src/schemes/standard-webhooks.ts";
import { zentact } from "../src/schemes/zentact.ts";
import { errorCodeOf } from "./support/error-code-of.ts";
import { caseOf, NOW_MS, signedHeaders } from "./support/scheme-cases.ts";

const keys = [{ secret: "a secret" }];
const caller = { id: "a", organization: "o", apiKey: "api-key", keys };
const nablaCase = caseOf("nabla");
const lone = "half a \ud83c character";

describe("a configuration mistake throws in the constructor, with its own code", () => {
  const cases: [string, string, Scheme, unknown][] = [
    ["options_not_an_object", "no options", nabla, undefined],
    ["options_not_an_object", "a list of options", nabla, []],
    ["unknown_option", "a misspelt option", nabla, { keys, tolerenceMs: 1 }],
    ["unknown_option", "a misspelt field of a key", nabla, { keys: [{ secret: "a", notafter: 1 }] }],
    ["keys_required", "no keys", nabla, {}],
    ["keys_required", "an empty list of keys", nabla, { keys: [] }],
    ["keys_required", "a secret for a list of keys", nabla, { keys: "a secret" }],
    ["options_not_an_object", "a secret for a key", nabla, { keys: ["a secret"] }],
    ["keys_and_callers", "both keys and callers", insightHealth, { keys, callers: [caller] }],
    ["keys_not_accepted", "keys where callers are needed", insightHealth, { keys }],
    ["callers_required", "neither keys nor callers", insightHealth, {}],
    ["callers_required", "an empty list of callers", insightHealth, { callers: [] }],
    ["callers_not_accepted", "callers where keys are needed", nabla, { callers: [caller] }],
    ["caller_invalid", "a caller without an id", insightHealth, { callers: [{ ...caller, id: "" }] }],
    [
      "caller_invalid",
      "a caller without organization",
      insightHealth,
      { callers: [{ ...caller, organization: 1 }] },
    ],
    [
      "repeated_caller_id",
      "two callers with one id",
      insightHealth,
      { callers: [caller, { ...caller, apiKey: "b" }] },
    ],
    [
      "repeated_api_key",
      "two callers with one API key",
      insightHealth,
      { callers: [caller, { ...caller, id: "b" }] },
    ],
    ["api_key_invalid", "an empty API key", insightHealth, { callers: [{ ...caller, apiKey: "" }] }],
    [
      "api_key_invalid",
      "an API key with a line feed",
      insightHealth,
      { callers: [{ ...caller, apiKey: "a\n" }] },
    ],
    ["keys_required", "a caller without keys", insightHealth, { callers: [{ ...caller, keys: [] }] }],
    ["unknown_option", "a caller with a misspelt field", insightHealth, { callers: [{ ...caller, key: 1 }] }],
    ["api_key_not_accepted", "an API key for a verifier", insightHealth, { apiKey: "a", callers: [caller] }],
    ["key_id_invalid", "an empty key id", nabla, { keys: [{ id: "", secret: "a" }] }],
    [
      "repeated_key_id",
      "two keys with one id",
      nabla,
      {
        keys: [
          { id: "a", secret: "a" },
          { id: "a", secret: "b" },
        ],
      },
    ],
    [
      "repeated_key_id",
      "an id that a nameless key has",
      nabla,
      { keys: [{ id: "key-2", secret: "a" }, { secret: "b" }] },
    ],
    [
      "key_window_invalid",
      "a key that ends before it begins",
      nabla,
      { keys: [{ secret: "a", notBefore: 2, notAfter: 2 }] },
    ],
    [
      "key_window_invalid",
      "an invalid date",
      nabla,
      { keys: [{ secret: "a", notAfter: new Date(Number.NaN) }] },
    ],
    ["key_window_invalid", "a date without time", nabla, { keys: [{ secret: "a", notAfter: "2026-12-01" }] }],
    ["key_window_invalid", "no number", nabla, { keys: [{ secret: "a", notBefore: Number.NaN }] }],
    ["secret_empty", "an empty secret", nabla, { keys: [{ secret: "" }] }],
    ["secret_empty", "an environment variable that is not set", nabla, { keys: [{ secret: undefined }] }],
    ["secret_not_text", "a secret in bytes", nabla, { keys: [{ secret: Buffer.from("a") }] }],
    ["secret_not_well_formed", "a secret with a lone surrogate", nabla, { keys: [{ secret: lone }] }],
    ["secret_not_hex", "a text where hex is meant", zentact, { keys: [{ secret: "zk_live_not-hex" }] }],
    ["secret_not_hex", "hex of odd length", zentact, { keys: [{ secret: "0".repeat(33) }] }],
    ["secret_too_short", "fifteen bytes of hex", zentact, { keys: [{ secret: "00".repeat(15) }] }],
    ["secret_not_base64", "base64 without padding", standardWebhooks, { keys: [{ secret: "whsec_YWJjZA" }] }],
    ["secret_not_base64", "base64 for the web", standardWebhooks, { keys: [{ secret: "whsec_-_-_" }] }],
    ["secret_empty", "a prefix alone", standardWebhooks, { keys: [{ secret: "whsec_" }] }],
    [
      "secret_not_sendable",
      "a sent secret with a line feed",
      honeybeeSecret,
      { keys: [{ secret: "secret\n" }] },
    ],
    [
      "secret_not_sendable",
      "a sent secret with a blank at its end",
      honeybeeSecret,
      { keys: [{ secret: "secret " }] },
    ],
    ["key_encoding_unknown", "an unknown encoding", zentact, { keys, keyEncoding: "base64url" }],
    [
      "key_encoding_not_accepted",
      "an encoding of a sent secret",
      honeybeeSecret,
      { keys, keyEncoding: "utf8" },
    ],
    ["tolerance_invalid", "a tolerance that is no number", nabla, { keys, toleranceMs: Number.NaN }],
    ["tolerance_invalid", "a negative tolerance", nabla, { keys, toleranceMs: -1 }],
    ["tolerance_invalid", "a tolerance in text", nabla, { keys, toleranceMs: "60000" }],
    ["tolerance_invalid", "no limit at all", nabla, { keys, toleranceMs: Infinity }],
    [
      "tolerance_not_accepted",
      "a tolerance without a time",
      zentact,
      { keys: [{ secret: "00".repeat(16) }], toleranceMs: 1 },
    ],
    ["public_url_required", "no URL where it is signed", honeybee, { keys }],
    ["public_url_invalid", "a URL object", honeybee, { keys, publicUrl: new URL("https://a.example") }],
    ["public_url_invalid", "an empty URL", honeybee, { keys, publicUrl: "" }],
    ["method_invalid", "a method in small letters", nabla, { keys, method: "post" }],
    ["max_body_bytes_invalid", "half a byte", nabla, { keys, maxBodyBytes: 0.5 }],
    ["clock_invalid", "a time for a clock", nabla, { keys, now: 0 }],
  ];
  test.each(cases)("%s: %s", (code, _name, scheme, options) => {
    expect(errorCodeOf(() => createVerifier(scheme, options as VerifierOptions))).toBe(code);
  });
});

test("no error repeats a secret or an API key", () => {
  const secret = "S3cret-That-Must-Not-Show";
  const wrong = [
    () => createVerifier(zentact, { keys: [{ secret }] }),
    () => createVerifier(standardWebhooks, { keys: [{ secret }] }),
    () => createVerifier(honeybeeSecret, { keys: [{ secret: `${secret}\n` }] }),
    () => createVerifier(insightHealth, { callers: [{ ...caller, apiKey: `${secret}\n` }] }),
  ];
  for (const action of wrong)
    expect(action).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secret) }));
});

test("takes options that are undefined as left out", () => {
  const verifier = createVerifier(nabla, {
    keys,
    callers: undefined,
    toleranceMs: undefined,
    now: undefined,
  });
  expect(verifier.scheme.id).toBe("nabla");
});

describe("only an option of the object's own counts", () => {
  test("a polluted Object.prototype widens no tolerance", () => {
    const pollution = { value: 1e15, configurable: true, writable: true, enumerable: true };
    // oxlint-disable-next-line no-extend-native -- this is what an attacker does
    Object.defineProperty(Object.prototype, "toleranceMs", pollution);
    onTestFinished(() => void Reflect.deleteProperty(Object.prototype, "toleranceMs"));
    const stale = createSigner(nabla, { keys, now: () => NOW_MS - 61_000 }).sign({ body: "{}" });
    const verifier = createVerifier(nabla, { keys, now: () => NOW_MS });
    expect(verifier.verify({ headers: stale, body: "{}" })).toMatchObject({ ok: false, code: "stale" });
  });

  test("an option is read once, so that what was checked is what is used", () => {
    let readings = 0;
    const options = {
      get keys() {
        readings += 1;
        return keys;
      },
    };
    createVerifier(nabla, options);
    expect(readings).toBe(1);
  });
});

/** Nabla's verdict on anything at all. */
function verify(request: unknown): Verdict {
  return createVerifier(nabla, { keys }).verify(request as WebhookRequest);
}

describe("misuse of verify throws and never looks like a bad signature", () => {
  const cases: [string, string, unknown][] = [
    ["request_not_an_object", "no request", undefined],
    ["request_not_an_object", "null for a request", null],
    ["request_not_an_object", "text for a request", "POST /"],
    ["body_not_bytes", "a body that was parsed", { headers: {}, body: { id: "evt" } }],
    ["body_not_bytes", "a body that is missing", { headers: {} }],
    ["body_not_bytes", "a body that is null", { headers: {}, body: null }],
    ["body_not_bytes", "an ArrayBuffer", { headers: {}, body: new ArrayBuffer(1) }],
    ["body_not_bytes", "wider numbers than bytes", { headers: {}, body: new Uint16Array(1) }],
    ["body_not_well_formed", "text with a lone surrogate", { headers: {}, body: lone }],
    ["headers_not_understood", "no headers", { body: "" }],
    ["headers_not_understood", "headers in text", { headers: "a: b", body: "" }],
    ["headers_not_understood", "pairs of names and values", { headers: [["a", "b"]], body: "" }],
    ["headers_not_understood", "raw headers of odd length", { headers: ["a", "b", "c"], body: "" }],
    [
      "headers_not_understood",
      "a number for a value",
      { headers: { "x-nabla-webhook-signature": 1 }, body: "" },
    ],
  ];
  test.each(cases)("%s: %s", (code, _name, request) => {
    expect(errorCodeOf(() => verify(request))).toBe(code);
  });

  test("names the remedy for a body that was parsed", () => {
    expect(() => verify({ headers: {}, body: { id: "evt" } })).toThrow(
      /express\.raw.*Fastify.*NestJS.*arrayBuffer/,
    );
  });

  test("says that the clock tells no time", () => {
    const headers = signedHeaders(nablaCase, "", { keys });
    const clockless = createVerifier(nabla, { keys, now: () => Number.NaN });
    expect(errorCodeOf(() => clockless.verify({ headers, body: "" }))).toBe("clock_invalid");
  });
});

test("the method is left to the server's routing where the request does not name it", () => {
  const verifier = createVerifier(nabla, { keys, method: "PUT" });
  const codes = [undefined, "PUT", "POST", "put"].map((method) => {
    const verdict = verifier.verify({ method, headers: {}, body: "" });
    return verdict.ok ? "accepted" : verdict.code;
  });
  expect(codes).toEqual(["missing_header", "missing_header", "wrong_method", "wrong_method"]);
});

test("a body of the largest size is looked at, one byte more is not, whatever signs it", () => {
  const verifier = createVerifier(nabla, { keys, maxBodyBytes: 3, now: () => NOW_MS });
  const codes = ["123", "1234", "é3", "éé"].map((body) => {
    const verdict = verifier.verify({ headers: signedHeaders(nablaCase, body, { keys }), body });
    return verdict.ok ? "accepted" : verdict.code;
  });
  expect(codes).toEqual(["accepted", "body_too_large", "accepted", "body_too_large"]);
});

test("verify and verifyOrThrow work on their own", () => {
  const { verify, verifyOrThrow } = createVerifier(honeybeeSecret, { keys });
  const good = { headers: { "X-Honeybee-Secret": "a secret" }, body: "{}" };
  expect([verify(good).ok, verifyOrThrow(good).keyId]).toEqual([true, "key-1"]);
  const bad = { ...good, headers: { "X-Honeybee-Secret": "another" } };
  expect(() => verifyOrThrow(bad)).toThrow(SignatureRefusedError);
  expect(() => verifyOrThrow(bad)).toThrow(expect.objectContaining({ code: "no_match", status: 401 }));
});

test("a sent secret is compared as the bytes that arrive", () => {
  const { verify } = createVerifier(honeybeeSecret, { keys: [{ secret: "clé" }] });
  const arrived = Buffer.from("clé").toString("latin1");
  const ok = [arrived, "clé", "cl", `${arrived}e`, "\u0100"].map(
    (value) => verify({ headers: { "x-honeybee-secret": value }, body: "" }).ok,
  );
  expect(ok).toEqual([true, false, false, false, false]);
});

test("names in headers that mean something to JavaScript are just names", () => {
  const { verify } = createVerifier(nabla, { keys });
  const forms: HeadersInput[] = [
    JSON.parse('{"__proto__": {"x-nabla-webhook-signature": "x"}}') as Record<string, string>,
    ["__proto__", "x", "constructor", "y"],
    { constructor: "x", toString: "y", hasOwnProperty: "z" },
  ];
  for (const headers of forms)
    expect(verify({ headers, body: "" })).toMatchObject({ code: "missing_header" });
});

test("keys are live from notBefore until just before notAfter, however the moments are written", () => {
  const endMs = NOW_MS + 5000;
  for (const notAfter of [endMs, new Date(endMs), new Date(endMs).toISOString()]) {
    const live = [NOW_MS - 1, NOW_MS, endMs - 1, endMs].map((nowMs) => {
      const headers = signedHeaders(nablaCase, "", { keys, nowMs });
      const verifier = createVerifier(nabla, {
        keys: [{ secret: "a secret", notBefore: NOW_MS, notAfter }],
        now: () => nowMs,
      });
      return verifier.verify({ headers, body: "" }).ok;
    });
    expect(live).toEqual([false, true, true, false]);
  }
});

test("keyEncoding utf8 takes the text whole, and hex decodes what the scheme takes as text", () => {
  const secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";
  const plain = createVerifier(standardWebhooks, { keys: [{ secret }], keyEncoding: "utf8" });
  expect(plain.scheme).toEqual(standardWebhooks);
  expect(errorCodeOf(() => createVerifier(nabla, { keys, keyEncoding: "hex" }))).toBe("secret_not_hex");
});

test("a clock that verifies another request in between changes nothing", () => {
  const headers = signedHeaders(nablaCase, "one", { keys });
  const inner = createVerifier(nabla, { keys, now: () => NOW_MS });
  let depth = 0;
  const outer = createVerifier(nabla, {
    keys,
    now: () => {
      depth += 1;
      if (depth === 1) outer.verify({ headers: signedHeaders(nablaCase, "two", { keys }), body: "two" });
      inner.verify({ headers, body: "three" });
      return NOW_MS;
    },
  });
  expect(outer.verify({ headers, body: "one" }).ok).toBe(true);
  expect(outer.verify({ headers, body: "two" }).ok).toBe(false);
});
