import { createSigner } from "countersign";
import { insightHealth, nabla } from "countersign/schemes";
import { expect, test } from "vitest";
import type { Configuration, Source } from "../../src/config/configuration.ts";
import { createLog } from "../../src/observe/log.ts";
import type { Log } from "../../src/observe/log.ts";
import { createMetrics } from "../../src/observe/metrics.ts";
import { buildSourceTable } from "../../src/receive/source-table.ts";

function source(id: number, more: Partial<Source>): Source {
  return {
    id,
    name: `source-${id}`,
    isEnabled: true,
    scheme: nabla,
    secrets: [{ id: 10 * id, name: "key-1", value: `secret ${id}` }],
    callers: [],
    path: `/p/${id}`,
    method: "POST",
    maxBodyBytes: 1000,
    payloadCheck: "flag",
    onConflict: "hold",
    repeatWindowMs: 0,
    ...more,
  };
}

function insight(id: number, apiKey: string): Source {
  const secrets = [{ id: 10 * id, name: "key-1", value: `secret ${id}` }];
  const callers = [{ id: 100 * id, name: "clinic", apiKey, secrets }];
  return source(id, {
    scheme: insightHealth,
    secrets: [],
    callers,
    path: "/shared",
    maxBodyBytes: 1000 * id,
  });
}

function configuration(...sources: readonly Source[]): Configuration {
  return { organizations: [{ id: 1, name: "north", configVersion: 7, sources, endpoints: [] }] };
}

function quiet(): {
  readonly log: Log;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly lines: string[];
} {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line: string) => void lines.push(line) } });
  return { log, metrics: createMetrics(), lines };
}

test("a path leads to its source; a disabled one is not there", () => {
  const table = buildSourceTable(configuration(source(1, {}), source(2, { isEnabled: false })), quiet());
  expect([...table.keys()]).toEqual(["/p/1"]);
  expect(table.get("/p/1")?.choose([]).source.id).toBe(1);
});

test("a stored source that cannot be used is logged by name and left out; the others work", () => {
  const observe = quiet();
  const table = buildSourceTable(configuration(source(1, { secrets: [] }), source(2, {})), observe);
  expect([...table.keys()]).toEqual(["/p/2"]);
  expect(JSON.parse(observe.lines[0] ?? "")).toMatchObject({
    event: "source_unusable",
    organization: "north",
    source: "source-1",
    code: "keys_required",
  });
});

test("on a shared path the API key chooses the source, in whatever case its header is written", () => {
  const group = buildSourceTable(configuration(insight(1, "key-a"), insight(2, "key-é")), quiet()).get(
    "/shared",
  );
  const asBytes = Buffer.from("key-é", "utf8").toString("latin1");
  expect(group?.choose(["Host", "h", "X-Api-Key", "key-a"]).source.id).toBe(1);
  expect(group?.choose(["x-API-key", asBytes, "Host", "h"]).source.id).toBe(2);
  expect(group?.choose(["x-api-key", "unknown"]).source.id).toBe(1);
  expect(group?.choose([]).source.id).toBe(1);
  expect([group?.maxBodyBytes, group?.methods]).toEqual([2000, ["POST"]]);
});

test("a verdict's names lead to the store's ids of caller and secret", () => {
  const body = "{}";
  const receiving = buildSourceTable(configuration(insight(3, "key-c")), quiet()).get("/shared")?.first;
  const headers = createSigner(insightHealth, { apiKey: "key-c", keys: [{ secret: "secret 3" }] }).sign({
    body,
  });
  const verdict = receiving?.verifier.verifyOrThrow({ headers, body });
  expect(verdict === undefined ? undefined : receiving?.signedBy(verdict)).toEqual({
    callerId: 300,
    secretId: 30,
  });
});
