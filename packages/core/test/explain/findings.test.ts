import { expect, test } from "vitest";
import { createSigner } from "../../src/index.ts";
import { explain } from "../../src/explain/index.ts";
import { nabla } from "../../src/schemes/index.ts";
import { NOW_MS } from "../support/scheme-cases.ts";
import { AMPLE_BUDGET_MS } from "./support/explain-cases.ts";

const keys = [{ secret: "a secret" }];
const now = (): number => NOW_MS;
/** Longer proofs are not read. */
const MAX_PROOF_CHARACTERS = 320;

test("a proof tells each way in which a cause fits in a few words, none of them twice", () => {
  const signed = '{"type":"t","n":1}';
  const headers = createSigner(nabla, { keys, now }).sign({ body: signed });
  const body = JSON.stringify(JSON.parse(signed), null, 2);
  const request = { headers, body };
  const { findings } = explain({
    scheme: nabla,
    options: { keys, now },
    request,
    context: { budgetMs: AMPLE_BUDGET_MS },
  });
  expect(findings.map(({ code }) => code)).toEqual(["C01"]);
  expect(findings[0]?.proof).toMatch(
    /^HMAC-SHA-256 under the key "key-1" equals the received signature if the signed body was written without blanks between tokens, by JavaScript's JSON\.stringify, by Python's json\.dumps with compact separators, or in \d+ more ways \(18 bytes instead of \d+, first difference at byte 1\)$/,
  );
  expect(findings[0]?.proof.length).toBeLessThan(MAX_PROOF_CHARACTERS);
});
