import { expect, test } from "vitest";
import { CountersignError } from "../../../src/index.ts";
import type { AnswerOneself, Framework } from "../framework.ts";
import type { Webhook } from "../../../src/adapters/webhook.ts";
import { fail, FAILURE } from "../fail.ts";
import { running } from "../running.ts";
import { send } from "../send.ts";
import { EVENT, post, signed } from "../signed.ts";

/** Handlers answer, leave the answer to the adapter, or fail. */
export function handlingCases(framework: Framework): void {
  const { name, remedy, hasErrorPath = true } = framework;

  test(`${name}: echoes what the scheme wants echoed`, async () => {
    await running(framework, { scheme: "nabla-connect" }, async ({ url }) => {
      const event = '{"request_uuid":"r-1","type":"NOTE_EXPORT"}';
      const answer = await send(url, { body: event, headers: signed("nabla-connect", event) });
      expect(answer).toMatchObject({ status: 200, body: '{"request_uuid":"r-1"}' });
    });
  });

  test(`${name}: echoes what was signed even if the handler reuses the body`, async () => {
    const options = { scheme: "nabla-connect", handler: ({ body }: Webhook) => void body.fill(0) };
    await running(framework, options, async ({ url }) => {
      const event = '{"request_uuid":"r-1"}';
      const answer = await send(url, { body: event, headers: signed("nabla-connect", event) });
      expect(answer).toMatchObject({ status: 200, body: event });
    });
  });

  test(`${name}: leaves the answer to a handler that answers itself`, async () => {
    await running(framework, { handler: (_webhook, answer) => answer(202, "mine") }, async ({ url }) => {
      expect(await post(url, EVENT)).toMatchObject({ status: 202, body: "mine" });
    });
  });

  test(`${name}: waits for a handler that takes its time`, async () => {
    await running(framework, { handler: answerLater }, async ({ url }) => {
      expect(await post(url, EVENT)).toMatchObject({ status: 201, body: "later" });
    });
  });

  test.each([
    ["throws", (): never => fail()],
    ["rejects", async (): Promise<never> => fail()],
  ])(`${name}: answers a plain 500 when a handler %s, and tells onError`, async (_how, handler) => {
    await running(framework, { handler }, async ({ url, errors }) => {
      expect(await post(url, EVENT)).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect(errors).toEqual([new Error(FAILURE)]);
    });
  });

  test.runIf(hasErrorPath)(
    `${name}: without onError, what a handler throws goes the framework's way`,
    async () => {
      await running(framework, { handler: fail, options: { onError: undefined } }, async (server) => {
        const answer = await post(server.url, EVENT);
        expect([answer.status, answer.body]).toEqual([500, "the framework's answer"]);
        expect([server.errors, server.frameworkErrors]).toEqual([[], [new Error(FAILURE)]]);
      });
    },
  );

  test(`${name}: a body that was taken is an error with the framework's remedy, not a refusal`, async () => {
    await running(framework, { isBodyTaken: true }, async ({ url, handled, errors, refused }) => {
      const answer = await post(url, EVENT, { headers: { "content-type": "application/json" } });
      expect(answer).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect([handled, refused, errors.length]).toEqual([[], [], 1]);
      const [error] = errors;
      expect(error).toBeInstanceOf(CountersignError);
      expect(error).toMatchObject({ code: "body_already_parsed", message: expect.stringMatching(remedy) });
    });
  });
}

async function answerLater(_webhook: Webhook, answer: AnswerOneself): Promise<unknown> {
  await new Promise((resolve) => setImmediate(resolve));
  return answer(201, "later");
}
