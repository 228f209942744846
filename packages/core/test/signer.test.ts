import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import {
  createSigner,
  createVerifier,
  type Scheme,
  type SignerOptions,
  type SigningRequest,
} from "../src/index.ts";
import { honeybee } from "../src/schemes/honeybee.ts";
import { honeybeeSecret } from "../src/schemes/honeybee-secret.ts";
import { insightHealth } from "../src/schemes/insight-health.ts";
import { nabla } from "../src/schemes/nabla.ts";
import { standardWebhooks } from "../src/schemes/standard-webhooks.ts";
import { suki } from "../src/schemes/suki.ts";
import { zentact } from "../src/schemes/zentact.ts";
import { errorCodeOf } from "./support/error-code-of.ts";
import { NOW_MS } from "./support/scheme-cases.ts";

const keys = [{ secret: "a secret" }];
const now = () => NOW_MS;
const BODY = '{"a":1}';

describe("a configuration mistake throws in the constructor, with its own code", () => {
  const many = Array.from({ length: 17 }, (_, index) => ({ secret: `secret ${index}` }));
  const cases: [string, string, Scheme, unknown][] = [
    ["options_not_an_object", "no options", nabla, undefined],
    ["keys_required", "no keys", nabla, {}],
    ["callers_not_accepted", "callers", insightHealth, { callers: [] }],
    ["api_key_required", "no API key where one is sent", insightHealth, { keys }],
    ["api_key_not_accepted", "an API key where none is sent", nabla, { keys, apiKey: "a" }],
    ["api_key_invalid", "an API key with a line feed", insightHealth, { keys, apiKey: "a\n" }],
    ["unknown_option", "a misspelt option", nabla, { keys, publicURL: "https://a.example" }],
    ["tolerance_invalid", "a wrong tolerance, though it is not used", nabla, { keys, toleranceMs: -1 }],
    ["max_body_bytes_invalid", "a wrong limit, though it is not used", nabla, { keys, maxBodyBytes: -1 }],
    ["api_key_invalid", "an empty API key", insightHealth, { keys, apiKey: "" }],
    ["key_encoding_unknown", "an unknown encoding", nabla, { keys, keyEncoding: "latin1" }],
    ["method_invalid", "a method in small letters", nabla, { keys, method: "put" }],
    ["public_url_invalid", "an empty URL", nabla, { keys, publicUrl: "" }],
    ["clock_invalid", "a time for a clock", nabla, { keys, now: 0 }],
    ["too_many_keys", "more keys than a list may hold", nabla, { keys: many }],
    ["secret_empty", "an empty secret", suki, { keys: [{ secret: "" }] }],
  ];
  test.each(cases)("%s: %s", (code, _name, scheme, options) => {
    expect(errorCodeOf(() => createSigner(scheme, options as SignerOptions))).toBe(code);
  });
});

test("a list holds as many keys as its scheme allows, and a single signature has any number to choose from", () => {
  const many = Array.from({ length: 17 }, (_, index) => ({ secret: `secret ${index}` }));
  const headers = createSigner(nabla, { keys: many.slice(0, 16), now }).sign({ body: BODY });
  expect(headers["x-nabla-webhook-signature"]?.split(",")).toHaveLength(16);
  expect(createSigner(suki, { keys: many, now }).keyIds()).toHaveLength(17);
});

describe("a request that cannot be signed throws, with its own code", () => {
  const whsec = [{ secret: "MDEyMzQ1Njc4OWFiY2RlZg==" }];
  const cases: [string, string, Scheme, SignerOptions, unknown][] = [
    ["request_not_an_object", "no request", nabla, { keys }, undefined],
    ["body_not_bytes", "a parsed body", nabla, { keys }, { body: {} }],
    ["body_not_well_formed", "half a character", nabla, { keys }, { body: "\udc00" }],
    ["id_required", "no id where one is signed", standardWebhooks, { keys: whsec }, { body: BODY }],
    ["id_invalid", "an id with the separator", standardWebhooks, { keys: whsec }, { id: "a.b", body: BODY }],
    ["request_not_an_object", "null for a request", nabla, { keys }, null],
    ["request_not_an_object", "text for a request", nabla, { keys }, BODY],
    [
      "id_invalid",
      "two ids",
      standardWebhooks,
      { keys: whsec },
      { headers: { "webhook-id": ["a", "b"] }, body: BODY },
    ],
    ["id_invalid", "a number for an id", standardWebhooks, { keys: whsec }, { id: 1, body: BODY }],
    ["url_invalid", "a URL object", honeybee, { keys }, { url: new URL("https://a.example"), body: BODY }],
    ["url_required", "no URL where it is signed", honeybee, { keys }, { body: BODY }],
    ["url_invalid", "half a character in the URL", honeybee, { keys }, { url: "\ud800", body: BODY }],
    [
      "method_invalid",
      "a method in small letters",
      honeybee,
      { keys, publicUrl: "https://a" },
      { method: "post", body: BODY },
    ],
    [
      "timestamp_invalid",
      "a wrong timestamp",
      suki,
      { keys },
      { headers: { "Generated-At": "1" }, body: BODY },
    ],
    [
      "timestamp_invalid",
      "two timestamps",
      suki,
      { keys },
      { headers: { "generated-at": ["1", "2"] }, body: BODY },
    ],
    ["clock_invalid", "a time the scheme cannot write", suki, { keys, now: () => 1 }, { body: BODY }],
    ["clock_invalid", "a time beyond all dates", nabla, { keys, now: () => 9e15 }, { body: BODY }],
    ["no_live_key", "no key is live", nabla, { keys: [{ secret: "a", notAfter: 1 }] }, { body: BODY }],
    ["unknown_key_id", "a key that is not there", nabla, { keys }, { keyId: "b", body: BODY }],
  ];
  test.each(cases)("%s: %s", (code, _name, ...[scheme, options, request]) => {
    expect(errorCodeOf(() => createSigner(scheme, { now, ...options }).sign(request as SigningRequest))).toBe(
      code,
    );
  });
});

test("one object of options serves a verifier and a signer", () => {
  const options = {
    keys: [{ secret: "61" }],
    keyEncoding: "hex",
    publicUrl: "https://a.example",
    method: "PUT",
    toleranceMs: 1,
    maxBodyBytes: 1,
    now,
  } as const;
  const headers = createSigner(nabla, options).sign({ body: "x" });
  expect(createVerifier(nabla, options).verify({ method: "PUT", headers, body: "x" }).ok).toBe(true);
  expect(createVerifier(nabla, { keys: [{ secret: "a" }], now }).verify({ headers, body: "x" }).ok).toBe(
    true,
  );
});

test("an agreed text is sent as the bytes of its UTF-8", () => {
  const sent = createSigner(honeybeeSecret, { keys: [{ secret: "clé" }] }).sign({ body: BODY });
  expect(sent).toEqual({ "X-Honeybee-Secret": Buffer.from("clé").toString("latin1") });
});

test("an id may be given as a header, and the one beside it wins", () => {
  const signer = createSigner(standardWebhooks, {
    keys: [{ secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZg==" }],
    now,
  });
  const headers = { "Webhook-Id": "msg_header" };
  expect(signer.sign({ headers, body: BODY })).toMatchObject({ "webhook-id": "msg_header" });
  expect(signer.sign({ id: "msg_1", headers, body: BODY })).toMatchObject({ "webhook-id": "msg_1" });
});

function names(scheme: Scheme, options: SignerOptions, request: Partial<SigningRequest> = {}): string[] {
  return Object.keys(createSigner(scheme, { now, ...options }).sign({ body: BODY, ...request })).toSorted();
}

test("spells headers as the sender does and leaves all others out", () => {
  const headers = { "Content-Type": "application/json", Authorization: "Bearer x" };
  expect(names(insightHealth, { keys, apiKey: "k" }, { headers })).toEqual([
    "X-API-Key",
    "X-Webhook-Signature",
  ]);
  expect(names(nabla, { keys })).toEqual(["x-nabla-webhook-signature", "x-nabla-webhook-timestamp"]);
  expect(names(suki, { keys })).toEqual(["X-API-Key", "generated-at"]);
  expect(names(honeybee, { keys }, { url: "https://a.example" })).toEqual(["X-Honeybee-Signature"]);
  expect(names(honeybeeSecret, { keys })).toEqual(["X-Honeybee-Secret"]);
  expect(names(zentact, { keys: [{ secret: "00".repeat(16) }] })).toEqual(["x-hmac-signature"]);
});

test("writes the present in the scheme's notation", () => {
  expect(createSigner(nabla, { keys, now }).sign({ body: "" })).toMatchObject({
    "x-nabla-webhook-timestamp": "2026-11-22T12:00:00.250Z",
  });
  expect(createSigner(suki, { keys, now }).sign({ body: "" })).toMatchObject({
    "generated-at": String(NOW_MS),
  });
});

test("signs a timestamp that is given to the letter", () => {
  const given = "2024-07-15T14:47:34.730123+02:00";
  const headers = { "X-Nabla-Webhook-Timestamp": given };
  expect(createSigner(nabla, { keys, now }).sign({ headers, body: "" })).toMatchObject({
    "x-nabla-webhook-timestamp": given,
  });
});

test("the URL of the request wins over the configured one, and the method is signed", () => {
  const signer = createSigner(honeybee, { keys, publicUrl: "https://a.example" });
  const configured = signer.sign({ body: BODY });
  expect(signer.sign({ url: "https://a.example", method: "POST", body: BODY })).toEqual(configured);
  expect(signer.sign({ url: "https://b.example", body: BODY })).not.toEqual(configured);
  expect(signer.sign({ method: "PUT", body: BODY })).not.toEqual(configured);
  const putting = createSigner(honeybee, { keys, publicUrl: "https://a.example", method: "PUT" });
  expect(putting.sign({ body: BODY })).toEqual(signer.sign({ method: "PUT", body: BODY }));
});

describe("rotation", () => {
  const DAY_MS = 86_400_000;
  const rotating = [
    { id: "new", secret: "new secret", notBefore: NOW_MS - DAY_MS },
    { id: "old", secret: "old secret", notAfter: NOW_MS + DAY_MS },
    { id: "gone", secret: "gone secret", notAfter: NOW_MS },
  ];

  test("a list holds a signature of every live key, in the order given", () => {
    const headers = createSigner(nabla, { keys: rotating, now }).sign({ body: BODY });
    const signatures = (headers["x-nabla-webhook-signature"] ?? "").split(",");
    const alone = ["new", "old"].map(
      (keyId) =>
        createSigner(nabla, { keys: rotating, now }).sign({ body: BODY, keyId })["x-nabla-webhook-signature"],
    );
    expect(signatures).toEqual(alone);
    for (const { secret } of rotating.slice(0, 2)) {
      expect(createVerifier(nabla, { keys: [{ secret }], now }).verify({ headers, body: BODY }).ok).toBe(
        true,
      );
    }
  });

  test("a single signature is the oldest live key's until its end, then the next one's", () => {
    let nowMs = NOW_MS;
    const signer = createSigner(suki, { keys: rotating, now: () => nowMs });
    const verifier = createVerifier(suki, { keys: rotating, now: () => nowMs });
    const signedBy = () => verifier.verifyOrThrow({ headers: signer.sign({ body: BODY }), body: BODY }).keyId;
    expect([signedBy(), signer.keyIds()]).toEqual(["old", ["old", "new"]]);
    nowMs += DAY_MS - 1;
    expect(signedBy()).toBe("old");
    nowMs += 1;
    expect([signedBy(), signer.keyIds()]).toEqual(["new", ["new"]]);
  });

  test("the next key can be chosen while both are live", () => {
    const signer = createSigner(suki, { keys: rotating, now });
    const verifier = createVerifier(suki, { keys: rotating, now });
    const [, next = ""] = signer.keyIds();
    const headers = signer.sign({ body: BODY, keyId: next });
    expect(verifier.verifyOrThrow({ headers, body: BODY }).keyId).toBe("new");
    expect(errorCodeOf(() => signer.sign({ body: BODY, keyId: "gone" }))).toBe("unknown_key_id");
  });

  test("the oldest key is the one that began first, then ends first, then stands last", () => {
    const listed = [
      { id: "d", secret: "d", notBefore: 5 },
      { id: "c", secret: "c" },
      { id: "b", secret: "b" },
      { id: "a", secret: "a", notAfter: 99 },
    ];
    expect(createSigner(suki, { keys: listed, now }).keyIds(50)).toEqual(["a", "b", "c", "d"]);
    expect(createSigner(suki, { keys: listed, now }).keyIds(0)).toEqual(["a", "b", "c"]);
  });
});

describe("Standard Webhooks, checked against the reference library", () => {
  const secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  const body = '{"type":"contact.created","data":{"name":"Zoé"}}';

  test("the reference library accepts what is signed here", () => {
    const headers = createSigner(standardWebhooks, { keys: [{ secret }] }).sign({ id: "msg_1", body });
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  test("what the reference library signs is accepted here", () => {
    const signedAt = new Date(Math.floor(NOW_MS / 1000) * 1000);
    const headers = {
      "webhook-id": "msg_1",
      "webhook-timestamp": String(signedAt.getTime() / 1000),
      "webhook-signature": new Webhook(secret).sign("msg_1", signedAt, body),
    };
    const verdict = createVerifier(standardWebhooks, { keys: [{ secret }], now }).verify({ headers, body });
    expect(verdict).toMatchObject({ ok: true, eventId: "msg_1", signedAt: signedAt.getTime() });
  });
});
