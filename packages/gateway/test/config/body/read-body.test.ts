import { expect, test } from "vitest";
import { readEndpointBody } from "../../../src/config/body/read-endpoint-body.ts";
import { readSourceBody } from "../../../src/config/body/read-source-body.ts";

const source = { name: "lab", scheme: "nabla", secrets: ["a secret"] };
const endpoint = { name: "ehr", url: "https://ehr.example.org", scheme: "nabla", secrets: ["a secret"] };

/** A key that is undefined is left out, as JSON does. */
async function problemsOf(change: object, of: "source" | "endpoint" = "source"): Promise<readonly string[]> {
  const read =
    of === "source"
      ? await readSourceBody(withChange(source, change), "northside")
      : await readEndpointBody(withChange(endpoint, change), { allowInsecureEndpoints: false });
  return read.isValid ? [] : read.problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

function withChange(body: object, change: object): object {
  const entries = Object.entries({ ...body, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

test("a body as the file would have it has no problems", async () => {
  expect(await problemsOf({})).toEqual([]);
  expect(await problemsOf({}, "endpoint")).toEqual([]);
});

test.each([
  ["an unknown key", { sceme: "nabla" }, ["unknown_key /sceme"]],
  ["a key of another type", { name: 7 }, ["wrong_type /name"]],
  ["a key within a list", { secrets: [{ id: "a" }] }, ["missing_key /secrets/0/value"]],
  ["a time within a list", { secrets: [{ value: "a", notAfter: "now" }] }, ["bad_time /secrets/0/notAfter"]],
  ["an unknown scheme", { scheme: "nabl" }, ["unknown_scheme /scheme"]],
  ["a scheme that is none", { scheme: { version: 1 } }, ["bad_scheme /scheme"]],
  [
    "a key that the scheme refuses",
    { scheme: "zentact", secrets: ["zz"] },
    ["refused_by_library /secrets/0"],
  ],
  [
    "an API key of two callers",
    {
      scheme: "insight-health",
      secrets: undefined,
      callers: ["a", "b"].map((name) => ({ name, apiKey: "one key", secrets: ["s"] })),
    },
    ["shared_path /callers/1/apiKey"],
  ],
  ["a reserved path", { path: "/api/x" }, ["bad_path /path"]],
])("points at %s of a source", async (_what, change, problems) => {
  expect(await problemsOf(change)).toEqual(problems);
});

test.each([
  ["a URL that is not public", { url: "https://127.0.0.1/" }, ["insecure_url /url"]],
  ["a header with a full stop in its name", { headers: { "x.y": "\u0000" } }, ["bad_header /headers/x.y"]],
  ["a header that the gateway sets", { headers: { Host: "a" } }, ["bad_header /headers"]],
  ["a number in a list", { retryScheduleMs: [1, -1] }, ["out_of_range /retryScheduleMs/1"]],
])("points at %s of an endpoint", async (_what, change, problems) => {
  expect(await problemsOf(change, "endpoint")).toEqual(problems);
});

test.each(["env:HOME", "file:/etc/passwd", "cmd:id"])(
  "refuses %s wherever a text may be a reference: the body's writer is not to read this machine",
  async (reference) => {
    const code = "unresolved_reference";
    expect(await problemsOf({ secrets: [reference] })).toEqual([`${code} /secrets/0`]);
    const callers = [{ name: "a", apiKey: reference, secrets: [{ value: reference }] }];
    expect(await problemsOf({ scheme: "insight-health", secrets: undefined, callers })).toEqual(
      expect.arrayContaining([`${code} /callers/0/apiKey`, `${code} /callers/0/secrets/0/value`]),
    );
    const both = { apiKey: reference, headers: { "x-a": reference } };
    expect(await problemsOf({ ...both, scheme: "insight-health" }, "endpoint")).toEqual(
      expect.arrayContaining([`${code} /apiKey`, `${code} /headers/x-a`]),
    );
  },
);

test("refuses what is nested too deeply, however deep", async () => {
  let deep: unknown = "end";
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(await problemsOf({ scheme: deep })).toEqual(["too_large "]);
});

test("never tells what was sent where it may be a secret", async () => {
  const hidden = "c3VwZXItc2VjcmV0LXZhbHVl";
  const bodies = [
    { secrets: hidden },
    { secrets: [{ value: hidden, notAfter: hidden }] },
    { scheme: hidden },
    { path: hidden },
    { [`${hidden}=`]: hidden },
    { secrets: [`vault:${hidden}`] },
  ];
  for (const body of bodies) {
    const read = await readSourceBody({ ...source, ...body }, "northside");
    expect(read.isValid).toBe(false);
    expect(JSON.stringify(read)).not.toContain(hidden);
  }
});
