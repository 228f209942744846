import { expect, test } from "vitest";
import { caseOf, verifierFor } from "../../support/scheme-cases.ts";
import type { Framework } from "../framework.ts";
import { running } from "../running.ts";
import { sendHalf } from "../send-half.ts";
import { EVENT, post, signed } from "../signed.ts";

const MAX_BYTES = 2000;

/** What is held has a bound, and what never ends has an end. */
export function limitCases(framework: Framework): void {
  const { name, isReadByAdapter = true } = framework;

  test(`${name}: takes a body of exactly the limit`, async () => {
    await running(framework, { options: { maxBodyBytes: MAX_BYTES } }, async ({ url, handled }) => {
      expect((await post(url, "x".repeat(MAX_BYTES))).status).toBe(200);
      expect(handled).toHaveLength(1);
    });
  });

  test.each([
    ["announced", false],
    ["in chunks", true],
  ])(`${name}: answers 413 to a body above the limit, %s`, async (_how, isChunked) => {
    await running(framework, { options: { maxBodyBytes: MAX_BYTES } }, async ({ url, handled, refused }) => {
      const answer = await post(url, "x".repeat(MAX_BYTES + 1), { isChunked });
      expect(answer).toMatchObject({ status: 413, body: '{"error":"body_too_large"}' });
      expect([handled, refused]).toEqual([[], ["body_too_large"]]);
    });
  });

  test(`${name}: answers 413 where only the verifier's limit is exceeded`, async () => {
    const each = caseOf("nabla");
    const verifier = verifierFor(each, [{ secret: each.secret }], { maxBodyBytes: 10 });
    await running(framework, { options: { verifier } }, async ({ url, handled }) => {
      const answer = await post(url, "x".repeat(11));
      expect(answer).toMatchObject({ status: 413, body: '{"error":"body_too_large"}' });
      expect(handled).toEqual([]);
    });
  });

  test.runIf(isReadByAdapter)(`${name}: a sender that goes away is refused and harms nobody`, async () => {
    const options = { maxBodyBytes: MAX_BYTES };
    await running(framework, { options }, async ({ url, handled, refused, errors }) => {
      await sendHalf(url, signed("nabla", EVENT));
      await expect.poll(() => refused).toEqual(["body_incomplete"]);
      expect((await post(url, EVENT)).status).toBe(200);
      expect([handled.length, errors]).toEqual([1, []]);
    });
  });
}
