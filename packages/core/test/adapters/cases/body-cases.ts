import { expect, test } from "vitest";
import type { Framework } from "../framework.ts";
import { running } from "../running.ts";
import { send } from "../send.ts";
import { post, signed } from "../signed.ts";

const utf8 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** Bodies reach the handler byte for byte, whatever they are. */
export function bodyCases(framework: Framework): void {
  const { name } = framework;

  const exactBodies: readonly (readonly [what: string, body: Uint8Array | string])[] = [
    ["empty", ""],
    ["that is not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0xc3, 0x7d])],
    ["with a byte order mark", "\ufeff{}"],
    ["with a newline at its end", '{"id":"e-1"}\n'],
    ["with line ends of two characters", '{\r\n"id":"e-1"}\r\n'],
    ["with numbers that JSON would write otherwise", '{"b":1.0,"a":12345678901234567890}'],
    ["that is not JSON", "&amp;=%20+$'"],
    ["of a mebibyte", Buffer.alloc(1024 * 1024, "é")],
  ];

  test.each(exactBodies)(`${name}: hands over a body %s, byte for byte`, async (_what, body) => {
    await running(framework, {}, async ({ url, handled }) => {
      expect(await post(url, body)).toMatchObject({ status: 200, body: '{"ok":true}' });
      expect(await post(url, body, { isChunked: true })).toMatchObject({ status: 200 });
      expect(handled.map((webhook) => Buffer.compare(webhook.body, Buffer.from(body)))).toEqual([0, 0]);
    });
  });

  test(`${name}: hands over the verdict`, async () => {
    await running(framework, { scheme: "insight-health" }, async ({ url, handled }) => {
      const body = '{"summary_id":"s-1"}';
      const answer = await send(url, { body, headers: signed("insight-health", body) });
      expect([answer.status, answer.headers["content-type"]?.split(";")[0]]).toEqual([
        200,
        "application/json",
      ]);
      expect(handled.map(({ verdict }) => verdict)).toMatchObject([
        {
          ok: true,
          organization: "northside",
          callerId: "clinic-a",
          eventId: "s-1",
          eventType: "notes.push",
        },
      ]);
    });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/json", "nonsense"])(
    `${name}: does not judge the content type %s`,
    async (type) => {
      await running(framework, {}, async ({ url, handled }) => {
        const answer = await post(url, "a=b", { headers: { "content-type": type } });
        expect([answer.status, utf8(handled[0]?.body)]).toEqual([200, "a=b"]);
      });
    },
  );

  test(`${name}: keeps bodies apart that arrive at the same time`, async () => {
    await running(framework, {}, async ({ url, handled }) => {
      const bodies = Array.from({ length: 12 }, (_, index) => `{"id":"e-${index}"}`);
      const answers = await Promise.all(bodies.map((body) => post(url, body, { isChunked: true })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(handled.map(({ body }) => utf8(body)).toSorted()).toEqual(bodies.toSorted());
    });
  });
}
