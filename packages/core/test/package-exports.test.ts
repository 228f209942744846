import * as library from "countersign";
import * as explaining from "countersign/explain";
import * as everyScheme from "countersign/schemes";
import * as tracing from "countersign/trace";
import { expect, test } from "vitest";

function camelCase(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

test("each scheme has a path of its own and a name in camel case", async () => {
  for (const [id, scheme] of Object.entries(everyScheme.schemes)) {
    const module = (await import(`countersign/schemes/${id}`)) as Record<string, unknown>;
    expect(Object.keys(module)).toEqual([camelCase(id)]);
    expect(module[camelCase(id)]).toBe(scheme);
    expect((everyScheme as Record<string, unknown>)[camelCase(id)]).toBe(scheme);
    expect(scheme.id).toBe(id);
  }
});

test("the library exports these values and no others", () => {
  expect(Object.keys(library).toSorted()).toEqual([
    "CountersignError",
    "SignatureRefusedError",
    "acceptedAnswer",
    "callerHeader",
    "createResponseVerifier",
    "createSigner",
    "createVerifier",
    "errorCodes",
    "isJsonBody",
    "parseScheme",
    "signsTime",
    "signsUrl",
    "verdictCodes",
  ]);
});

const ADAPTERS = ["express", "fastify", "fetch", "hono", "koa", "lambda", "nest", "node"];

test.each([
  ...ADAPTERS.map((name) => [name, [`${name}Webhook`]] as const),
  ["next", ["nextPagesWebhook", "nextWebhook"]] as const,
  ["replay", ["createMemoryReplayStore", "replayKey"]] as const,
  ["client", ["SignedFetchError", "signedFetch", "signedFetchErrors"]] as const,
])("countersign/%s exports these values and no others", async (path, names) => {
  const module = (await import(`countersign/${path}`)) as Record<string, unknown>;
  expect(Object.keys(module).toSorted()).toEqual(names);
});

test("explain and trace have paths of their own", () => {
  expect(Object.keys(explaining).toSorted()).toEqual(["causes", "explain", "failureReport", "findScheme"]);
  expect(Object.keys(tracing).toSorted()).toEqual(["signedContent", "trace"]);
});
