import { honeybee, honeybeeSecret, insightHealth, nabla, standardWebhooks, suki } from "countersign/schemes";
import { expect, test } from "vitest";
import type { SchemeData } from "../../src/senders/scheme-data.ts";
import { receiverChecks, signingSteps } from "../../src/senders/signing-steps.ts";

const told = (scheme: object): string =>
  signingSteps(scheme as unknown as SchemeData)
    .map(({ title, says }) => `${title} ${says}`)
    .join("\n");
const checked = (scheme: object): string =>
  receiverChecks(scheme as unknown as SchemeData)
    .map(({ title, says }) => `${title}: ${says}`)
    .join("\n");

test("every step of the hardest sender is told, in order", () => {
  expect(told(honeybee)).toMatch(
    /Join the method.*the URL.*the body.*\nEscape .*\nMake the key .*SHA-256.*\nCompute HMAC-SHA1.*\nAppend .*0a\.\nWrite .*X-Honeybee-Signature as base64\./,
  );
});

test("prefixes, lists, literals and time formats are told", () => {
  expect(told(standardWebhooks)).toContain("whsec_");
  expect(told(nabla)).toContain("up to 16 of them with a comma between");
  expect(told(insightHealth)).toContain("after sha256=");
  expect(told(suki)).toContain('the text ":"');
  expect(told(suki)).toContain("milliseconds since 1970");
});

test("a sender that signs nothing is told to sign nothing", () => {
  expect(told(honeybeeSecret)).toContain("Nothing is signed");
});

test("what protects against old requests, and what does not, is said of every sender", () => {
  expect(checked(nabla)).toContain("Age: At most 60 s");
  expect(checked(honeybee)).toContain("Age: No time is signed");
  expect(checked(standardWebhooks)).toContain("The signed header webhook-id");
  expect(checked(insightHealth)).toContain("Caller: The API key in X-API-Key");
  expect(checked(insightHealth)).toContain("notes.push where the body has /summary_id");
});
