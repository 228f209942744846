import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import type { Webhook } from "../../../src/adapters/webhook.ts";
import { createMemoryReplayStore } from "../../../src/replay/index.ts";
import type { AnswerOneself, Framework } from "../framework.ts";
import { fail } from "../fail.ts";
import { running } from "../running.ts";
import { send } from "../send.ts";
import { EVENT, post, signed } from "../signed.ts";

/** A store makes repeats harmless and never swallows one that is needed. */
export function repeatCases(framework: Framework): void {
  const { name } = framework;

  test(`${name}: handles every repeat where there is no store`, async () => {
    await running(framework, {}, async ({ url, handled }) => {
      await post(url, EVENT);
      await post(url, EVENT);
      expect(handled).toHaveLength(2);
    });
  });

  test(`${name}: with a store, answers a repeat as the first and does not handle it`, async () => {
    const options = { replayStore: createMemoryReplayStore() };
    await running(framework, { scheme: "nabla-connect", options }, async ({ url, handled }) => {
      const event = '{"request_uuid":"r-1"}';
      const sending = { body: event, headers: signed("nabla-connect", event) };
      const first = await send(url, sending);
      const again = await send(url, sending);
      expect([first.status, first.body]).toEqual([200, event]);
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      expect(handled).toHaveLength(1);
    });
  });

  test(`${name}: a handler that failed does not swallow the retry`, async () => {
    let calls = 0;
    const handler = (_webhook: Webhook, answer: AnswerOneself): unknown => {
      calls += 1;
      if (calls === 1) fail();
      return calls === 2 ? answer(503, "not yet") : undefined;
    };
    const options = { replayStore: createMemoryReplayStore() };
    await running(framework, { handler, options }, async ({ url }) => {
      const statuses: number[] = [];
      for (let sent = 0; sent < 4; sent += 1) statuses.push((await post(url, EVENT)).status);
      expect([statuses, calls]).toEqual([[500, 503, 200, 200], 3]);
    });
  });

  test(`${name}: asks the sender to come back while the same webhook is being handled`, async () => {
    const steps = new EventEmitter();
    const begun = once(steps, "begun");
    const handler = async (): Promise<void> => {
      steps.emit("begun");
      await once(steps, "end");
    };
    const options = { replayStore: createMemoryReplayStore() };
    await running(framework, { handler, options }, async ({ url, handled, refused }) => {
      const first = post(url, EVENT);
      await begun;
      const second = await post(url, EVENT);
      expect([second.status, second.headers["retry-after"]]).toEqual([503, "5"]);
      steps.emit("end");
      expect((await first).status).toBe(200);
      expect([handled.length, refused]).toEqual([1, ["in_progress"]]);
    });
  });

  test(`${name}: an unreachable store is an error, and nothing is handled`, async () => {
    const replayStore = { reserve: () => Promise.reject(new Error("no store")), complete: fail, fail };
    await running(framework, { options: { replayStore } }, async ({ url, handled, errors }) => {
      expect(await post(url, EVENT)).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect([handled, errors]).toEqual([[], [new Error("no store")]]);
    });
  });
}
