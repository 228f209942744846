import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import type { ResponseVerifier, Verifier } from "../../src/index.ts";
import { bodyOf, type Vector } from "../support/vectors.ts";
import { vectorOf } from "./named-vectors.ts";
import { readSenderPage } from "./sender-page.ts";
import { vendorPages } from "./vendor-pages.ts";

/** What a code block exports. */
interface Exports {
  readonly verifier?: Verifier;
  readonly check?: (method: string, url: string, ...rest: [Vector["headers"], Uint8Array]) => Judged;
  readonly receive?: (request: Request) => Promise<Response>;
  readonly sync?: (url: string, appointments: unknown) => Promise<unknown>;
}

type Judged = ReturnType<ResponseVerifier["verify"]>;

/** A code block of a page, and the vector that it is run on. */
interface Example {
  readonly page: string;
  readonly vector: string;
  /** Variables that the block reads, and what they hold. */
  readonly environment: (vector: Vector) => Readonly<Record<string, string>>;
  /** What the block makes of the request. */
  readonly judge: (block: Exports, vector: Vector) => unknown;
  readonly accepted: unknown;
  readonly refused: unknown;
  /** Makes of the vector one that must be refused. Default: one bit of the body is changed. */
  readonly tamper?: (vector: Vector) => Vector;
}

const secretIn =
  (...names: readonly string[]) =>
  ({ secrets }: Vector) =>
    Object.fromEntries(names.map((name, index) => [name, secrets[index] ?? ""]));

/** The status with which a verifier's user answers. */
function statusOf({ verifier }: Exports, vector: Vector): unknown {
  const headers = Object.entries(vector.headers).flat();
  const verdict = verifier?.verify({ method: vector.method, headers, body: bodyOf(vector) });
  return verdict?.ok === true ? 200 : verdict?.status;
}

/** By page, in the order of its code blocks. */
const examples: readonly Example[] = [
  {
    page: "insight-health",
    vector: "insight/push-note-outbound",
    environment: (vector) => ({
      ...secretIn("INSIGHT_SIGNING_KEY")(vector),
      INSIGHT_API_KEY: vector.headers["X-API-Key"] ?? "",
    }),
    judge: statusOf,
    accepted: 200,
    refused: 401,
  },
  {
    page: "insight-health",
    vector: "insight/seed-example",
    environment: (vector) => ({
      ...secretIn("INSIGHT_SIGNING_KEY")(vector),
      INSIGHT_API_KEY: vector.headers["X-API-Key"] ?? "",
    }),
    // Whether the vector's body leaves with the vector's headers.
    judge: async ({ sync }, vector) => {
      const { appointments } = JSON.parse(Buffer.from(bodyOf(vector)).toString()) as {
        appointments: unknown;
      };
      const { headers } = await receivedFrom(async (url) => sync?.(url, appointments));
      const names = ["X-API-Key", "X-Webhook-Signature"];
      return names.every((name) => headers[name.toLowerCase()] === vector.headers[name]);
    },
    accepted: true,
    refused: false,
  },
  {
    page: "nabla",
    vector: "nabla/rotation-two-signatures",
    environment: secretIn("NABLA_SECRET", "NABLA_OLD_SECRET"),
    judge: statusOf,
    accepted: 200,
    refused: 401,
  },
  {
    page: "nabla",
    vector: "nabla/connect-note-export",
    environment: secretIn("NABLA_CONNECT_SECRET"),
    judge: async ({ receive }, vector) => {
      const log = vi.spyOn(console, "log").mockReturnValue();
      const { method, url, headers } = vector;
      const response = await receive?.(
        new Request(url, { method, headers, body: Buffer.from(bodyOf(vector)) }),
      );
      const types = log.mock.calls.flat();
      log.mockRestore();
      return { status: response?.status, answer: await response?.json(), types };
    },
    accepted: { status: 200, answer: { request_uuid: "0a1b" }, types: ["NOTE_EXPORT"] },
    refused: { status: 401, answer: { error: "unauthorized" }, types: [] },
  },
  {
    page: "suki",
    vector: "suki/documented-shape-success",
    environment: secretIn("SUKI_SECRET"),
    judge: statusOf,
    accepted: 200,
    refused: 401,
  },
  {
    page: "honeybee",
    vector: "honeybee/seed-example",
    environment: (vector) => ({ ...secretIn("HONEYBEE_CLIENT_SECRET")(vector), HONEYBEE_URL: vector.url }),
    judge: statusOf,
    accepted: 200,
    refused: 401,
  },
  {
    page: "honeybee",
    vector: "honeybee/api-response",
    environment: secretIn("HONEYBEE_CLIENT_SECRET"),
    judge: ({ check }, vector) => check?.(vector.method, vector.url, vector.headers, bodyOf(vector)).ok,
    accepted: true,
    refused: false,
  },
  {
    page: "honeybee",
    vector: "honeybee/secret-header",
    environment: secretIn("HONEYBEE_SECRET"),
    judge: statusOf,
    accepted: 200,
    refused: 401,
    // It says nothing about the body.
    tamper: (vector) => ({ ...vector, headers: { ...vector.headers, "X-Honeybee-Secret": "another text" } }),
  },
  {
    page: "zentact",
    vector: "zentact/merchant-event-hexkey",
    environment: secretIn("ZENTACT_SECRET"),
    judge: statusOf,
    accepted: 200,
    refused: 403,
  },
  {
    page: "zentact",
    vector: "zentact/merchant-event-utf8key",
    environment: secretIn("ZENTACT_SECRET"),
    judge: statusOf,
    accepted: 200,
    refused: 403,
  },
];

// Inside the package, so that the blocks' imports find it by its public name.
const folder = mkdtempSync(new URL("page-code-", import.meta.url).pathname);
afterAll(() => rmSync(folder, { recursive: true }));

const positioned = examples.map((example, index) => ({
  ...example,
  block: examples.slice(0, index).filter(({ page }) => page === example.page).length,
}));

test.each(positioned)("$page, code block $block: accepts $vector and refuses it changed", async (example) => {
  const vector = vectorOf(example.vector);
  // Before the block runs, which takes the clock when it is loaded.
  vi.useFakeTimers({ toFake: ["Date"], now: vector.nowMs ?? Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const block = await run(example, vector);
  expect(await example.judge(block, vector)).toEqual(example.accepted);
  const { tamper = withBitChanged } = example;
  expect(await example.judge(block, tamper(vector))).toEqual(example.refused);
});

test.each(vendorPages)("$page: every code block is run, and is 3 to 8 lines long", ({ page }) => {
  const { codeBlocks } = readSenderPage(page);
  expect(codeBlocks.length).toBe(examples.filter((example) => example.page === page).length);
  for (const code of codeBlocks) {
    const lines = code.split("\n").filter((line) => line.trim() !== "");
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(8);
  }
});

async function run(example: (typeof positioned)[number], vector: Vector): Promise<Exports> {
  const { page, block } = example;
  const file = `${folder}/${page}-${block}.mjs`;
  writeFileSync(file, readSenderPage(page).codeBlocks[block] ?? "");
  for (const [name, value] of Object.entries(example.environment(vector))) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  return (await import(/* @vite-ignore */ file)) as Exports;
}

/** The same with another letter case somewhere in the body: it stays JSON. */
function withBitChanged(vector: Vector): Vector {
  const body = Buffer.from(bodyOf(vector));
  const at = body.lastIndexOf(Buffer.from("a"));
  if (at === -1) throw new Error("the body has no a to change");
  body.write("A", at);
  return { ...vector, bodyBase64: body.toString("base64") };
}

/** The one request that a server on this machine gets from a program. */
async function receivedFrom(program: (url: string) => Promise<unknown>): Promise<IncomingMessage> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await program(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  const [request] = requests;
  if (request === undefined) throw new Error("nothing was sent");
  return request;
}
