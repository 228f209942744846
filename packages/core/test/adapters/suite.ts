import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import type { RefusalCode } from "../../src/adapters/refusal-code.ts";
import type { Webhook } from "../../src/adapters/webhook.ts";
import type { WebhookOptions } from "../../src/adapters/webhook-options.ts";
import { CountersignError } from "../../src/index.ts";
import { createMemoryReplayStore } from "../../src/replay/index.ts";
import { caseOf, NOW_MS, signedHeaders, verifierFor } from "../support/scheme-cases.ts";
import { type Received, send, type Sending } from "./send.ts";
import { sendHalf } from "./send-half.ts";

/** Answers in the framework's own way; what it gives is for the handler to return. */
export type AnswerOneself = (status: number, text: string) => unknown;

/** What a server of the suite is started with. */
export interface Setup {
  readonly options: WebhookOptions & { readonly onError: (error: unknown) => void };
  readonly handler: (webhook: Webhook, answer: AnswerOneself) => unknown;
  /** Something reads the body before the adapter can. */
  readonly isBodyTaken: boolean;
}

/** A server under test. */
export interface Server {
  /** Where it takes webhooks. */
  readonly url: string;
  readonly close: () => Promise<unknown>;
}

/** How one framework takes part in the suite. */
export interface Framework {
  readonly name: string;
  readonly start: (setup: Setup) => Server | Promise<Server>;
  /** What the error for a body that was taken says to do. */
  readonly remedy: RegExp;
  /** False where the whole request is read before the function starts. */
  readonly isReadByAdapter?: boolean;
}

interface Running {
  readonly url: string;
  readonly handled: Webhook[];
  readonly refused: RefusalCode[];
  readonly errors: unknown[];
}

interface Circumstances {
  readonly scheme?: string;
  readonly options?: Partial<Omit<WebhookOptions, "onError">>;
  readonly isBodyTaken?: boolean;
  readonly handler?: Setup["handler"];
}

const UNAUTHORIZED = '{"error":"unauthorized"}';
const MAX_BYTES = 2000;
const SECRET_TEXT = "what only the developer may read";

/** Headers that make a body acceptable. */
function signed(scheme: string, body: Uint8Array | string, nowMs = NOW_MS): Record<string, string> {
  const each = caseOf(scheme);
  return signedHeaders(each, body, { keys: [{ secret: each.secret }], nowMs });
}

const utf8 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** The cases that every adapter passes, over real HTTP. */
export function adapterSuite({ name, start, remedy, isReadByAdapter = true }: Framework): void {
  /** Starts a server, lets a test use it, and closes it whatever happens. */
  async function running(
    circumstances: Circumstances,
    use: (server: Running) => Promise<void>,
  ): Promise<void> {
    const { scheme = "nabla", options = {}, isBodyTaken = false, handler = (): void => {} } = circumstances;
    const each = caseOf(scheme);
    const seen = { handled: [] as Webhook[], refused: [] as RefusalCode[], errors: [] as unknown[] };
    const server = await start({
      options: {
        verifier: verifierFor(each, [{ secret: each.secret }]),
        onRefused: (code) => void seen.refused.push(code),
        onError: (error) => void seen.errors.push(error),
        ...options,
      },
      handler: (webhook, answer) => {
        seen.handled.push(webhook);
        return handler(webhook, answer);
      },
      isBodyTaken,
    });
    try {
      await use({ url: server.url, ...seen });
    } finally {
      await server.close();
    }
  }

  const post = (url: string, body: Uint8Array | string, more: Sending = {}): Promise<Received> =>
    send(url, { body, ...more, headers: { ...signed("nabla", body), ...more.headers } });

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
    await running({}, async ({ url, handled }) => {
      expect(await post(url, body)).toMatchObject({ status: 200, body: '{"ok":true}' });
      expect(await post(url, body, { isChunked: true })).toMatchObject({ status: 200 });
      expect(handled.map((webhook) => Buffer.compare(webhook.body, Buffer.from(body)))).toEqual([0, 0]);
    });
  });

  test(`${name}: hands over the verdict`, async () => {
    await running({ scheme: "insight-health" }, async ({ url, handled }) => {
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
      await running({}, async ({ url, handled }) => {
        const answer = await post(url, "a=b", { headers: { "content-type": type } });
        expect([answer.status, utf8(handled[0]?.body)]).toEqual([200, "a=b"]);
      });
    },
  );

  test(`${name}: keeps bodies apart that arrive at the same time`, async () => {
    await running({}, async ({ url, handled }) => {
      const bodies = Array.from({ length: 12 }, (_, index) => `{"id":"e-${index}"}`);
      const answers = await Promise.all(bodies.map((body) => post(url, body, { isChunked: true })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(handled.map(({ body }) => utf8(body)).toSorted()).toEqual(bodies.toSorted());
    });
  });

  test(`${name}: takes a body of exactly the limit`, async () => {
    await running({ options: { maxBodyBytes: MAX_BYTES } }, async ({ url, handled }) => {
      expect((await post(url, "x".repeat(MAX_BYTES))).status).toBe(200);
      expect(handled).toHaveLength(1);
    });
  });

  test.each([
    ["announced", false],
    ["in chunks", true],
  ])(`${name}: answers 413 to a body above the limit, %s`, async (_how, isChunked) => {
    await running({ options: { maxBodyBytes: MAX_BYTES } }, async ({ url, handled, refused }) => {
      const answer = await post(url, "x".repeat(MAX_BYTES + 1), { isChunked });
      expect(answer).toMatchObject({ status: 413, body: '{"error":"body_too_large"}' });
      expect([handled, refused]).toEqual([[], ["body_too_large"]]);
    });
  });

  test(`${name}: answers 413 where only the verifier's limit is exceeded`, async () => {
    const each = caseOf("nabla");
    const verifier = verifierFor(each, [{ secret: each.secret }], { maxBodyBytes: 10 });
    await running({ options: { verifier } }, async ({ url, handled }) => {
      const answer = await post(url, "x".repeat(11));
      expect(answer).toMatchObject({ status: 413, body: '{"error":"body_too_large"}' });
      expect(handled).toEqual([]);
    });
  });

  const body = '{"id":"e-1","type":"t.x"}';
  const good = signed("nabla", body);
  const signature = good["x-nabla-webhook-signature"] ?? "";
  const timestamp = good["x-nabla-webhook-timestamp"] ?? "";

  const refusals: readonly (readonly [what: string, code: RefusalCode, sending: Sending])[] = [
    ["without any header", "missing_header", { headers: {} }],
    ["without a signature", "missing_header", { headers: { "x-nabla-webhook-timestamp": timestamp } }],
    ["with another body", "no_match", { headers: good, body: `${body} ` }],
    [
      "with a signature of another form",
      "malformed_signature",
      { headers: { ...good, "x-nabla-webhook-signature": signature.slice(1) } },
    ],
    [
      "with a time of another form",
      "malformed_timestamp",
      { headers: { ...good, "x-nabla-webhook-timestamp": `${timestamp} x` } },
    ],
    ["that is too old", "stale", { headers: signed("nabla", body, NOW_MS - 60_001) }],
    ["from the future", "from_the_future", { headers: signed("nabla", body, NOW_MS + 60_001) }],
  ];

  test.each(refusals)(`${name}: refuses a request %s alike`, async (_what, code, sending) => {
    await running({}, async ({ url, handled, refused }) => {
      const answer = await send(url, { body, ...sending });
      expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
      expect([handled, refused]).toEqual([[], [code]]);
    });
  });

  test(`${name}: refuses a header that occurs twice`, async () => {
    await running({ scheme: "insight-health" }, async ({ url, handled, refused }) => {
      const headers = signed("insight-health", body);
      for (const twice of ["x-webhook-signature", "x-api-key"]) {
        const value = headers[twice] ?? "";
        const answer = await send(url, { body, headers: { ...headers, [twice]: [value, value] } });
        expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
      }
      expect([handled.length, refused.length]).toEqual([0, 2]);
    });
  });

  test(`${name}: refuses an API key that names nobody`, async () => {
    await running({ scheme: "insight-health" }, async ({ url, handled, refused }) => {
      const headers = { ...signed("insight-health", body), "x-api-key": "another-key" };
      expect(await send(url, { body, headers })).toMatchObject({ status: 401, body: UNAUTHORIZED });
      expect([handled, refused]).toEqual([[], ["unknown_caller"]]);
    });
  });

  test(`${name}: refuses with the scheme's status`, async () => {
    await running({ scheme: "zentact" }, async ({ url, handled }) => {
      const answer = await send(url, { body, headers: signed("zentact", `${body} `) });
      expect(answer).toMatchObject({ status: 403, body: UNAUTHORIZED });
      expect(handled).toEqual([]);
    });
  });

  test.each(["GET", "HEAD", "PUT", "DELETE"])(`${name}: answers 405 to %s`, async (method) => {
    await running({}, async ({ url, handled, refused }) => {
      const hasBody = method === "PUT";
      const sending = hasBody ? { body } : { isChunked: true };
      const answer = await send(url, { method, headers: good, ...sending });
      expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
      expect(answer.body).toBe(method === "HEAD" ? "" : '{"error":"method_not_allowed"}');
      expect([handled, refused]).toEqual([[], ["wrong_method"]]);
    });
  });

  test(`${name}: answers 415 to a compressed body, and takes one that says it is not`, async () => {
    await running({}, async ({ url, handled, refused }) => {
      for (const encoding of ["gzip", "br", "identity, gzip"]) {
        const answer = await post(url, body, { headers: { "content-encoding": encoding } });
        expect(answer).toMatchObject({ status: 415, body: '{"error":"content_encoding_not_supported"}' });
      }
      expect([handled.length, new Set(refused)]).toEqual([0, new Set(["content_encoding"])]);
      expect((await post(url, body, { headers: { "content-encoding": "Identity" } })).status).toBe(200);
    });
  });

  test(`${name}: echoes what the scheme wants echoed`, async () => {
    await running({ scheme: "nabla-connect" }, async ({ url }) => {
      const event = '{"request_uuid":"r-1","type":"NOTE_EXPORT"}';
      const answer = await send(url, { body: event, headers: signed("nabla-connect", event) });
      expect(answer).toMatchObject({ status: 200, body: '{"request_uuid":"r-1"}' });
    });
  });

  test(`${name}: leaves the answer to a handler that answers itself`, async () => {
    await running({ handler: (_webhook, answer) => answer(202, "mine") }, async ({ url }) => {
      expect(await post(url, body)).toMatchObject({ status: 202, body: "mine" });
    });
  });

  test(`${name}: waits for a handler that takes its time`, async () => {
    await running({ handler: answerLater }, async ({ url }) => {
      expect(await post(url, body)).toMatchObject({ status: 201, body: "later" });
    });
  });

  test.each([
    ["throws", (): never => fail()],
    ["rejects", async (): Promise<never> => fail()],
  ])(`${name}: answers a plain 500 when a handler %s, and tells onError`, async (_how, handler) => {
    await running({ handler }, async ({ url, errors }) => {
      expect(await post(url, body)).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect(errors).toEqual([new Error(SECRET_TEXT)]);
    });
  });

  test(`${name}: a body that was taken is an error with the framework's remedy, not a refusal`, async () => {
    await running({ isBodyTaken: true }, async ({ url, handled, errors, refused }) => {
      const answer = await post(url, body, { headers: { "content-type": "application/json" } });
      expect(answer).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect([handled, refused, errors.length]).toEqual([[], [], 1]);
      const [error] = errors;
      expect(error).toBeInstanceOf(CountersignError);
      expect(error).toMatchObject({ code: "body_already_parsed", message: expect.stringMatching(remedy) });
    });
  });

  test(`${name}: handles every repeat where there is no store`, async () => {
    await running({}, async ({ url, handled }) => {
      await post(url, body);
      await post(url, body);
      expect(handled).toHaveLength(2);
    });
  });

  test(`${name}: with a store, answers a repeat as the first and does not handle it`, async () => {
    const options = { replayStore: createMemoryReplayStore() };
    await running({ scheme: "nabla-connect", options }, async ({ url, handled }) => {
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
    await running({ handler, options }, async ({ url }) => {
      const statuses: number[] = [];
      for (let sent = 0; sent < 4; sent += 1) statuses.push((await post(url, body)).status);
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
    await running({ handler, options }, async ({ url, handled, refused }) => {
      const first = post(url, body);
      await begun;
      const second = await post(url, body);
      expect([second.status, second.headers["retry-after"]]).toEqual([503, "5"]);
      steps.emit("end");
      expect((await first).status).toBe(200);
      expect([handled.length, refused]).toEqual([1, ["in_progress"]]);
    });
  });

  test(`${name}: an unreachable store is an error, and nothing is handled`, async () => {
    const replayStore = { reserve: () => Promise.reject(new Error("no store")), complete: fail, fail };
    await running({ options: { replayStore } }, async ({ url, handled, errors }) => {
      expect(await post(url, body)).toMatchObject({ status: 500, body: '{"error":"internal_error"}' });
      expect([handled, errors]).toEqual([[], [new Error("no store")]]);
    });
  });

  test.runIf(isReadByAdapter)(`${name}: a sender that goes away is refused and harms nobody`, async () => {
    const options = { maxBodyBytes: MAX_BYTES };
    await running({ options }, async ({ url, handled, refused, errors }) => {
      await sendHalf(url, good);
      await expect.poll(() => refused).toEqual(["body_incomplete"]);
      expect((await post(url, body)).status).toBe(200);
      expect([handled.length, errors]).toEqual([1, []]);
    });
  });
}

async function answerLater(_webhook: Webhook, answer: AnswerOneself): Promise<unknown> {
  await new Promise((resolve) => setImmediate(resolve));
  return answer(201, "later");
}

function fail(): never {
  throw new Error(SECRET_TEXT);
}
