import { createSigner, createVerifier } from "countersign";
import type { AcceptedVerdict, Scheme } from "countersign";
import { nabla, standardWebhooks, suki, zentact } from "countersign/schemes";
import { expect, test } from "vitest";
import { dedupeRule } from "../../src/receive/dedupe-rule.ts";

function accepted(scheme: Scheme, body: string, secret: string): AcceptedVerdict {
  const keys = [{ secret }];
  const headers = createSigner(scheme, { keys }).sign({ id: "msg_1", body });
  return createVerifier(scheme, { keys }).verifyOrThrow({ headers, body });
}

const TEXT_SECRET = "a secret";
const HEX_SECRET = "00112233445566778899aabbccddeeff";
const BASE64_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("a signed id decides for the life of the source", () => {
  const rule = dedupeRule(nabla, accepted(nabla, '{"id":"e-1"}', TEXT_SECRET));
  expect(rule).toEqual({ kind: "event_id", key: "e-1" });
  const header = dedupeRule(standardWebhooks, accepted(standardWebhooks, "{}", BASE64_SECRET));
  expect(header).toEqual({ kind: "event_id", key: "msg_1" });
});

test("without an id, signed content that holds a signed time decides for the life of the source", () => {
  const kinds = [suki, nabla].map((scheme) => dedupeRule(scheme, accepted(scheme, "{}", TEXT_SECRET)).kind);
  expect(kinds).toEqual(["timed_content", "timed_content"]);
});

test("where neither is signed, the content decides for a while only", () => {
  const rule = dedupeRule(zentact, accepted(zentact, '{"a":1}', HEX_SECRET));
  expect(rule).toEqual({ kind: "content", key: expect.stringMatching(/^[0-9a-f]{64}$/) });
});
