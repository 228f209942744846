import { vi } from "vitest";
import type { ResponseVerifier, Verifier } from "../../src/index.ts";
import { bodyOf, type Vector } from "../../../../vectors/read-vectors.ts";
import { receivedFrom } from "./received-from.ts";

/** What a code block exports. */
export interface Exports {
  readonly verifier?: Verifier;
  readonly check?: (method: string, url: string, ...rest: [Vector["headers"], Uint8Array]) => Judged;
  readonly receive?: (request: Request) => Promise<Response>;
  readonly sync?: (url: string, appointments: unknown) => Promise<unknown>;
}

type Judged = ReturnType<ResponseVerifier["verify"]>;

/** A code block of a page, and the vector that it is run on. */
export interface Example {
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

/** Every code block of docs/senders, by page, in the order of its code blocks. */
export const examples: readonly Example[] = [
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
