import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchangeBytes } from "../support/raw-exchange.ts";
import { NABLA_SECRET, nablaEvent, post, postNabla, signInsight, signNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";
import type { TestGateway } from "./support/test-gateway.ts";

const nabla = { scheme: "nabla", secrets: [NABLA_SECRET] };
const visits = (name: string, more: object): object => ({
  name,
  scheme: "insight-health",
  path: "/visits",
  callers: [{ name: "clinic", apiKey: `key of ${name}`, secrets: [`secret of ${name}`] }],
  ...more,
});

const configuration = {
  organizations: [
    {
      name: "northside",
      sources: [
        { name: "limited", ...nabla, rateLimit: { perMinute: 1, burst: 2 } },
        { name: "open", ...nabla },
        { name: "elsewhere", ...nabla, allowFrom: ["203.0.113.0/24"], rateLimit: { perMinute: 1, burst: 1 } },
        visits("slow", { rateLimit: { perMinute: 1, burst: 1 } }),
        visits("fast", {}),
        visits("guarded", { allowFrom: ["203.0.113.7"] }),
      ],
    },
  ],
};

let running: TestGateway;

beforeAll(async () => {
  // Everything here comes from loopback, which is the proxy.
  const flags = { trustedProxies: "127.0.0.1, ::1" };
  running = await startTestGateway({ configuration, flags });
});

afterAll(async () => {
  await running[Symbol.asyncDispose]();
});

const received = (source: string, result: string): Promise<number> =>
  running.metric(
    `countersign_received_total{organization="northside",source="${source}",result="${result}"}`,
  );

function url(): string {
  return `${running.url}/in/northside/elsewhere`;
}

function postFrom(id: string, forwardedFor: string): ReturnType<typeof post> {
  const body = nablaEvent(id);
  return post(url(), body, { ...signNabla({ body }), "x-forwarded-for": forwardedFor });
}

async function postVisit(name: string): Promise<number> {
  const headers = signInsight(`key of ${name}`, `secret of ${name}`, "{}");
  return (await post(`${running.url}/visits`, "{}", headers)).status;
}

function withoutDate(headers: object): object {
  return { ...headers, date: "" };
}

describe("a source with a rate limit", () => {
  test("answers what is too much with 429 and when to come again, other sources take theirs", async () => {
    const url = `${running.url}/in/northside/limited`;
    for (const id of ["r1", "r2"]) expect((await postNabla(url, id)).status).toBe(200);
    const refused = await postNabla(url, "r3");
    expect([refused.status, refused.body]).toEqual([429, '{"error":"rate_limited"}']);
    const retryAfter = Number(refused.headers["retry-after"]);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect((await postNabla(`${running.url}/in/northside/open`, "r4")).status).toBe(200);
    expect(await received("limited", "rate_limited")).toBe(1);
    expect(running.lines).toContainEqual(
      expect.objectContaining({
        event: "request_refused",
        source: "limited",
        code: "rate_limited",
        status: 429,
      }),
    );
  });

  test("is asked nothing more about its body", async () => {
    const head =
      "POST /in/northside/limited HTTP/1.1\r\nhost: a\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n";
    const answer = await exchangeBytes(running.url, Buffer.from(head));
    expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 429 /);
  });

  test("keeps its count when the configuration is read again", async () => {
    await running.gateway.reload();
    expect((await postNabla(`${running.url}/in/northside/limited`, "r5")).status).toBe(429);
  });

  test("limits its own callers only, where it shares a path", async () => {
    expect([
      await postVisit("slow"),
      await postVisit("slow"),
      await postVisit("fast"),
      await postVisit("fast"),
    ]).toEqual([200, 429, 200, 200]);
  });
});

describe("a source that takes requests from certain networks", () => {
  test("refuses others exactly like an unknown source does, and counts why", async () => {
    const refused = await postFrom("a1", "198.51.100.1");
    const unknown = await postNabla(`${running.url}/in/northside/nowhere`, "a1");
    expect([refused.status, refused.body]).toEqual([401, '{"error":"unauthorized"}']);
    expect([refused.body, withoutDate(refused.headers)]).toEqual([
      unknown.body,
      withoutDate(unknown.headers),
    ]);
    expect(await received("elsewhere", "address_not_allowed")).toBe(1);
  });

  test.each([
    ["spoofed, the proxy's word behind it", "203.0.113.9, 198.51.100.1"],
    ["spoofed behind a trusted hop", "203.0.113.9, 198.51.100.1, 127.0.0.1"],
    ["not an address", "203.0.113.9, unknown"],
    ["an open quote", '203.0.113.9;", 198.51.100.1'],
    ["a network", "203.0.113.0/24"],
    ["nothing", ""],
  ])("refuses a client that is %s", async (_what, forwardedFor) => {
    expect((await postFrom("a2", forwardedFor)).status).toBe(401);
  });

  test("does not read the header that its proxy does not write", async () => {
    const body = nablaEvent("a3");
    const headers = { ...signNabla({ body }), forwarded: "for=203.0.113.9" };
    expect((await post(url(), body, headers)).status).toBe(401);
  });

  test("takes those from its networks, and what it refused took none of their tokens", async () => {
    expect((await postFrom("a4", "6.6.6.6, 203.0.113.9")).status).toBe(200);
    expect((await postFrom("a5", "::ffff:203.0.113.9")).status).toBe(429);
  });

  test("refuses the caller of a shared path by its own networks", async () => {
    const headers = signInsight("key of guarded", "secret of guarded", "{}");
    const from = (address: string): ReturnType<typeof post> =>
      post(`${running.url}/visits`, "{}", { ...headers, "x-forwarded-for": address });
    expect((await from("203.0.113.8")).status).toBe(401);
    expect((await from("203.0.113.7")).status).toBe(200);
  });

  test("believes no header at all without a trusted proxy", async () => {
    await using direct = await startTestGateway({ configuration });
    const body = nablaEvent("a6");
    const headers = {
      ...signNabla({ body }),
      "x-forwarded-for": "203.0.113.9",
      forwarded: "for=203.0.113.9",
    };
    expect((await post(`${direct.url}/in/northside/elsewhere`, body, headers)).status).toBe(401);
  });
});
