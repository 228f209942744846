import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, type Scheme } from "../../src/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { codeOf, NOW_MS } from "../support/scheme-cases.ts";

const keys = [{ secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZg==" }];
const now = () => NOW_MS;
const body = "{}";

function verdictOn(headers: Readonly<Record<string, string | readonly string[]>>, scheme = standardWebhooks) {
  return codeOf(createVerifier(scheme, { keys, now }).verify({ headers, body }));
}

function signed(): Record<string, string> {
  return createSigner(standardWebhooks, { keys, now }).sign({ id: "msg_1", body });
}

describe("a scheme that signs id and time", () => {
  test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("needs %s, once", (name) => {
    const { [name]: value = "", ...rest } = signed();
    expect(verdictOn({ ...rest, [name]: value })).toBe("accepted");
    expect(verdictOn(rest)).toBe("missing_header");
    expect(verdictOn({ ...rest, [name]: [value, value] })).toBe("repeated_header");
  });

  test("says which of them is malformed", () => {
    expect(verdictOn({ ...signed(), "webhook-signature": "v1,AAAA" })).toBe("malformed_signature");
    expect(verdictOn({ ...signed(), "webhook-id": "msg 1" })).toBe("malformed_signature");
    expect(verdictOn({ ...signed(), "webhook-id": "msg.1" })).toBe("malformed_signature");
    expect(verdictOn({ ...signed(), "webhook-timestamp": "soon" })).toBe("malformed_timestamp");
  });
});

test("an id may hold any visible character where the scheme names none that ends it", () => {
  const { proof } = standardWebhooks;
  if (proof.kind !== "mac") throw new Error("the scheme has another proof");
  const parts = proof.message.parts.map((each) => {
    if (each.part !== "id") return each;
    return { part: each.part, header: each.header };
  });
  const free: Scheme = { ...standardWebhooks, proof: { ...proof, message: { parts } } };
  const headers = createSigner(free, { keys, now }).sign({ id: "Stryker.!~", body });
  expect(verdictOn(headers, free)).toBe("accepted");
});

test("a signature of an earlier header counts for that header only", () => {
  const text = [{ secret: "a secret" }];
  const headers = createSigner(nabla, { keys: text, now }).sign({ body });
  const name = "x-nabla-webhook-signature";
  const good = headers[name] ?? "";
  const wrong = good.replace(/[0-9a-f]$/, (digit) => (digit === "0" ? "1" : "0"));
  const { verify } = createVerifier(nabla, { keys: text, now });
  const codes = [`${wrong},${good}`, wrong, `${good},${wrong}`, wrong].map((value) =>
    codeOf(verify({ headers: { ...headers, [name]: value }, body })),
  );
  expect(codes).toEqual(["accepted", "no_match", "accepted", "no_match"]);
});
