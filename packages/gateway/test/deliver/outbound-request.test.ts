import { insightHealth } from "countersign/schemes/insight-health";
import { nabla } from "countersign/schemes/nabla";
import { describe, expect, test } from "vitest";
import type { Endpoint, EndpointDocument } from "../../src/config/configuration.ts";
import { RequestFactory } from "../../src/deliver/outbound-request.ts";
import type { ClaimedDelivery } from "../../src/store/delivering.ts";
import type { StoredEvent } from "../../src/store/reading.ts";
import { endpointDocument } from "./support/documents.ts";
import { storedEvent } from "./support/stored-event.ts";

const NOW = Date.UTC(2026, 10, 22);
const URL_TEXT = "https://receiver.test/hook";

function factoryFor(changes: Partial<EndpointDocument> = {}, allowsInsecure = false): RequestFactory {
  const document = endpointDocument({ url: URL_TEXT, ...changes });
  const secrets = document.secrets.map((secret, index) => ({ ...secret, id: index + 1 }));
  const endpoint: Endpoint = { ...document, secrets, id: 1, isEnabled: true };
  return new RequestFactory({
    endpoint,
    sourceSchemes: [nabla],
    version: "1.2.3",
    allowsInsecure,
    now: () => NOW,
  });
}

function delivery(event: Partial<StoredEvent> = {}, changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  return {
    deliveryId: "dlv_1",
    organizationId: 1,
    endpointId: 1,
    token: 1,
    leaseUntil: NOW + 30_000,
    attempt: 3,
    refusals: 0,
    ...changes,
    event: { ...storedEvent, ...event },
  };
}

/** Values by lower-case name. */
function headersOf(
  factory: RequestFactory,
  claimed: ClaimedDelivery,
): ReadonlyMap<string, readonly string[]> {
  const { headers } = factory.create(claimed);
  const byName = new Map<string, string[]>();
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]?.toLowerCase() ?? "";
    byName.set(name, [...(byName.get(name) ?? []), headers[index + 1] ?? ""]);
  }
  return byName;
}

describe("headers of a delivery", () => {
  test("say what it is, who sends it, and which try it is", () => {
    const headers = headersOf(factoryFor(), delivery({ rawHeaders: ["content-TYPE", "application/json"] }));
    expect(Object.fromEntries(headers)).toEqual({
      "content-type": ["application/json"],
      "user-agent": ["countersign/1.2.3"],
      "countersign-event": ["evt_1"],
      "countersign-source": ["notes"],
      "countersign-type": ["note.ready"],
      "countersign-delivery": ["dlv_1"],
      "countersign-attempt": ["3"],
      "webhook-id": ["evt_1"],
      "webhook-timestamp": [String(NOW / 1000)],
      "webhook-signature": [expect.stringMatching(/^v1,/)],
    });
  });

  test("have no Content-Type where none was received", () => {
    expect(headersOf(factoryFor(), delivery()).has("content-type")).toBe(false);
  });

  test("carry the first Content-Type where several were received", () => {
    const rawHeaders = ["Content-Type", "a/b", "content-type", "c/d"];
    expect(headersOf(factoryFor(), delivery({ rawHeaders })).get("content-type")).toEqual(["a/b"]);
  });

  test.each(["note\r\nx-injected: 1", "note\n", "Ünïcode", "", " note", "note ", "a\0b", "\u2028"])(
    "leave out an event type that no header can hold: %j",
    (eventType) => {
      expect(headersOf(factoryFor(), delivery({ eventType })).has("countersign-type")).toBe(false);
    },
  );

  test("hold the endpoint's own headers and API key", () => {
    const factory = factoryFor({
      scheme: insightHealth,
      apiKey: "the key",
      secrets: [{ name: "only", value: "text" }],
      headers: { Authorization: "Bearer t", "User-Agent": "clinic/1" },
    });
    const headers = headersOf(factory, delivery());
    expect(headers.get("authorization")).toEqual(["Bearer t"]);
    expect(headers.get("user-agent")).toEqual(["clinic/1"]);
    expect(headers.get("x-api-key")).toEqual(["the key"]);
    expect(headers.get("x-webhook-signature")).toHaveLength(1);
  });
});

describe("forwarded headers", () => {
  const rawHeaders = [
    "X-Trace",
    "1",
    "x-trace",
    "2",
    "X-Other",
    "3",
    "Connection",
    "x-hop, close",
    "x-hop",
    "4",
  ];

  test("are none by default", () => {
    expect(
      [...headersOf(factoryFor(), delivery({ rawHeaders })).keys()].filter((name) => name.startsWith("x-")),
    ).toEqual([]);
  });

  test("are those listed, all their values, but not what was meant for one connection", () => {
    const headers = headersOf(factoryFor({ forwardHeaders: ["x-trace", "x-hop"] }), delivery({ rawHeaders }));
    expect(headers.get("x-trace")).toEqual(["1", "2"]);
    expect(headers.has("x-hop")).toBe(false);
    expect(headers.has("x-other")).toBe(false);
  });

  test.each([
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "x-auth-token",
    "x-webhook-signature",
    "x-nabla-webhook-signature",
    "x-nabla-webhook-timestamp",
    "x-honeybee-signature",
    "x-honeybee-secret",
    "x-hmac-signature",
    "generated-at",
    "webhook-id",
    "webhook-signature",
    "stripe-signature",
    "x-hub-signature-256",
    "host",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "upgrade",
    "expect",
    "countersign-event",
    "countersign-anything",
  ])("never include %s, although it is listed", (name) => {
    const factory = factoryFor({ forwardHeaders: [name] });
    const headers = headersOf(factory, delivery({ rawHeaders: [name, "from outside"] }));
    expect([...headers.values()].flat()).not.toContain("from outside");
  });

  test("never replace or repeat a header of the endpoint, the type of the body or the user agent", () => {
    const factory = factoryFor({
      forwardHeaders: ["x-clinic", "content-type", "user-agent"],
      headers: { "X-Clinic": "ours" },
    });
    const received = ["x-clinic", "theirs", "content-type", "a/b", "user-agent", "theirs"];
    const headers = headersOf(factory, delivery({ rawHeaders: received }));
    expect(headers.get("x-clinic")).toEqual(["ours"]);
    expect(headers.get("content-type")).toEqual(["a/b"]);
    expect(headers.get("user-agent")).toEqual(["countersign/1.2.3"]);
  });

  test("are left out where a value could add another header", () => {
    const factory = factoryFor({ forwardHeaders: ["x-trace"] });
    const headers = headersOf(factory, delivery({ rawHeaders: ["x-trace", "1\r\nx-injected: 2"] }));
    expect(headers.has("x-trace")).toBe(false);
  });
});

describe("an endpoint that cannot be used", () => {
  test.each([
    ["endpoint_url_invalid", { url: "receiver.test/hook" }],
    ["endpoint_url_invalid", { url: "ftp://receiver.test/" }],
    ["endpoint_url_invalid", { url: "https://user:word@receiver.test/" }],
    ["endpoint_url_insecure", { url: "http://receiver.test/" }],
    ["endpoint_header_invalid", { headers: { "bad name": "x" } }],
    ["endpoint_header_invalid", { headers: { "x-a": "1\r\nx-b: 2" } }],
    ["endpoint_header_invalid", { headers: { "x-a": "ключ" } }],
    ["endpoint_header_reserved", { headers: { Host: "other.test" } }],
    ["endpoint_header_reserved", { headers: { "Content-Type": "text/plain" } }],
    ["endpoint_header_reserved", { headers: { "Countersign-Event": "x" } }],
    ["endpoint_header_reserved", { headers: { "Webhook-Signature": "x" } }],
    ["keys_required", { secrets: [] }],
    ["secret_empty", { secrets: [{ name: "only", value: "" }] }],
    ["api_key_required", { scheme: insightHealth, secrets: [{ name: "only", value: "text" }] }],
  ] as const)("is refused with %s, and its values are not told: %j", (code, changes) => {
    let thrown: unknown;
    try {
      factoryFor(changes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
    expect(String(thrown)).not.toMatch(/word|x-b|ключ/);
  });

  test("may have an http: URL where that is allowed", () => {
    expect(factoryFor({ url: "http://receiver.test:8080/a?b#c" }, true).origin).toBe(
      "http://receiver.test:8080",
    );
  });
});

test("the request line holds path and query, never the fragment", () => {
  expect(factoryFor({ url: "https://receiver.test/a/../b?c=d#e" }).create(delivery()).path).toBe("/b?c=d");
});
