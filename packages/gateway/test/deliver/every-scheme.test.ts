import { createVerifier } from "countersign";
import type { VerifierOptions } from "countersign";
import { schemes } from "countersign/schemes";
import { expect, test } from "vitest";
import type { EndpointDocument } from "../../src/config/configuration.ts";
import { DeliverWorld, until } from "./support/deliver-world.ts";
import { documentOf, endpointDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";

interface SchemeCase {
  readonly endpoint: Partial<EndpointDocument>;
  /** What the receiver knows. `url` is the endpoint's. */
  readonly receiver: (url: string) => VerifierOptions;
}

const TEXT_KEY = "a key of the receiver";
const HEX_KEY = "00112233445566778899aabbccddeeff";
const BASE64_KEY = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const API_KEY = "the gateway's API key";

const textKey: SchemeCase = {
  endpoint: { secrets: [{ name: "only", value: TEXT_KEY }] },
  receiver: () => ({ keys: [{ id: "only", secret: TEXT_KEY }] }),
};

const cases: Readonly<Record<string, SchemeCase>> = {
  "insight-health": {
    endpoint: { ...textKey.endpoint, apiKey: API_KEY },
    receiver: () => ({
      callers: [{ id: "us", organization: "northside", apiKey: API_KEY, keys: [{ secret: TEXT_KEY }] }],
    }),
  },
  nabla: textKey,
  "nabla-connect": textKey,
  suki: textKey,
  honeybee: {
    ...textKey,
    receiver: (publicUrl) => ({ keys: [{ id: "only", secret: TEXT_KEY }], publicUrl }),
  },
  "honeybee-secret": textKey,
  zentact: {
    endpoint: { secrets: [{ name: "only", value: HEX_KEY }] },
    receiver: () => ({ keys: [{ id: "only", secret: HEX_KEY }] }),
  },
  "standard-webhooks": {
    endpoint: { secrets: [{ name: "only", value: BASE64_KEY }] },
    receiver: () => ({ keys: [{ id: "only", secret: BASE64_KEY }] }),
  },
};

/** Not JSON, not UTF-8: whatever decoded it on the way would change it. */
const BODY = Buffer.from([
  0xef, 0xbb, 0xbf, 0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x2e, 0x30, 0x7d, 0x0d, 0x0a, 0x00,
]);

test("has a case for every built-in scheme", () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(schemes).sort());
});

test.each(Object.entries(cases))(
  "what is signed as %s passes the receiver's own verifier",
  async (id, one) => {
    const scheme = Object.entries(schemes).find(([each]) => each === id)?.[1];
    if (scheme === undefined) throw new Error("no such scheme");
    await using receiver = await openHttpReceiver();
    // The text that is signed is the configured one, to the letter, although the request line has it normalised.
    const url = `${receiver.url}/../hook?q=é&b=%c3%a9`;
    await using world = await DeliverWorld.open(
      documentOf(endpointDocument({ ...one.endpoint, url, scheme })),
    );
    await world.start();
    await world.post({ body: BODY, rawHeaders: ["Content-Type", "text/plain; charset=x"] });
    await until(() => receiver.requests.length === 1);
    const [request] = receiver.requests;
    expect(request?.url).toBe("/hook?q=%C3%A9&b=%c3%a9");
    expect(request?.body).toEqual(BODY);
    const verdict = createVerifier(scheme, one.receiver(url)).verify({
      method: request?.method,
      headers: request?.rawHeaders ?? [],
      body: request?.body ?? "",
    });
    expect(verdict.ok ? "accepted" : verdict.code).toBe("accepted");
  },
);
