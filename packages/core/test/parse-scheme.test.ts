import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CountersignError, createVerifier, parseScheme, type Scheme } from "../src/index.ts";
import { schemes } from "../src/schemes/index.ts";

const schema = JSON.parse(readFileSync(new URL("../scheme.schema.json", import.meta.url), "utf8")) as object;
const isValidBySchema = new Ajv2020({ strict: false }).compile(schema);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function copyOf(scheme: Scheme | undefined): { [name: string]: Json } {
  return JSON.parse(JSON.stringify(scheme)) as { [name: string]: Json };
}

function problemWith(json: unknown): string | undefined {
  try {
    parseScheme(json);
    return undefined;
  } catch (error) {
    if (error instanceof CountersignError && error.code === "scheme_invalid") return error.message;
    throw error;
  }
}

/** Every place in a JSON value, as the way to it. */
function pathsIn(json: Json): (string | number)[][] {
  if (typeof json !== "object" || json === null) return [[]];
  const entries: [string | number, Json][] = Array.isArray(json)
    ? json.map((each, index) => [index, each])
    : Object.entries(json);
  return [[], ...entries.flatMap(([name, each]) => pathsIn(each).map((rest) => [name, ...rest]))];
}

/** The same JSON with another value at a place, or without it. */
function changed(
  json: Json,
  [first, ...rest]: readonly (string | number)[],
  value: Json | undefined,
): Json | undefined {
  if (first === undefined) return value;
  if (typeof json !== "object" || json === null) return json; // Nothing can be added to a text or number.
  const copy = structuredClone(json) as { [name: string]: Json } & Json[];
  const inner = changed(copy[first as number] ?? null, rest, value);
  if (inner !== undefined) copy[first as number] = inner;
  else if (Array.isArray(copy)) copy.splice(first as number, 1);
  else delete copy[first as unknown as string];
  return copy;
}

const strings = [
  "",
  "nabla",
  "body",
  "timestamp",
  "hex",
  "0a",
  "X-Header",
  "x y",
  "/a",
  "/a~2",
  "https://a",
  "__proto__",
  "\u0000",
];
const values = fc.oneof(
  fc.constantFrom<Json | undefined>(undefined, null, true, false, 0, 1, -1, 1.5, 401, 64, 65, 1e9, [], {}, [
    "sha256-hex",
  ]),
  fc.constantFrom(...strings, "x".repeat(65), "x".repeat(600)),
  fc.constantFrom<Json>(
    { part: "body" },
    { part: "literal", text: ":" },
    [{ part: "body" }],
    [{ part: "body" }, { part: "body" }],
  ),
  fc.jsonValue().map((value) => value as Json),
);

describe("the run-time check and the published JSON Schema agree", () => {
  test("on every built-in scheme", () => {
    for (const scheme of Object.values(schemes)) {
      expect([problemWith(copyOf(scheme)), isValidBySchema(copyOf(scheme))]).toEqual([undefined, true]);
    }
  });

  test.each(Object.entries(schemes))(
    "on %s with any one place changed, removed or added to",
    (_id, scheme) => {
      const json = copyOf(scheme);
      const paths = pathsIn(json);
      const path = fc.constantFrom(...paths);
      const added = fc.constantFrom(
        "bogus",
        "notes",
        "derive",
        "list",
        "caller",
        "append",
        "without",
        "accepted",
        "signsResponses",
      );
      fc.assert(
        fc.property(path, fc.option(added, { nil: undefined }), values, (where, name, value) => {
          const mutant = changed(json, name === undefined ? where : [...where, name], value) ?? null;
          expect(problemWith(mutant) === undefined).toBe(isValidBySchema(mutant));
        }),
        { numRuns: 400 },
      );
    },
  );
});

function nabla(): { [name: string]: Json } {
  return copyOf(schemes["nabla"]);
}

describe("a wrong scheme is refused with the place", () => {
  const cases: [string, unknown, string][] = [
    ["null", null, "$: expected an object"],
    ["a list", [], "$: expected an object"],
    ["JSON text", JSON.stringify(nabla()), "$: expected an object"],
    ["another version", { ...nabla(), version: 2 }, "$.version: expected 1"],
    ["an unknown field", { ...nabla(), bogus: 1 }, '$: unknown field "bogus"'],
    ["a field called __proto__", JSON.parse('{"__proto__": {}}'), '$: unknown field "__proto__"'],
    ["a missing field", changed(nabla(), ["proof"], undefined), "$: missing field proof"],
    ["an unknown kind of proof", changed(nabla(), ["proof", "kind"], "ed25519"), "$.proof.kind: unknown"],
    [
      "a wrong header name",
      changed(nabla(), ["proof", "signature", "header"], "x y"),
      "$.proof.signature.header: expected ^",
    ],
    [
      "a wrong part",
      changed(nabla(), ["proof", "message", "parts", 1], { part: "x" }),
      "$.proof.message.parts[1].part: unknown",
    ],
    [
      "no body",
      changed(nabla(), ["proof", "message", "parts", 1], undefined),
      "$.proof.message.parts: expected 1 to 1 times body",
    ],
    [
      "a window beyond a day",
      changed(nabla(), ["proof", "message", "parts", 0, "toleranceMs"], 864e5 + 1),
      "toleranceMs: expected a whole number",
    ],
  ];
  test.each(cases)("%s", (_name, json, message) => {
    expect(problemWith(json)).toContain(message);
  });
});

test("gives a frozen copy, so that a later change of the JSON changes nothing", () => {
  const json = copyOf(schemes["suki"]);
  const scheme = parseScheme(json);
  json["id"] = "changed";
  expect(scheme.id).toBe("suki");
  const isFrozen = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));
  expect([scheme, ...Object.values(schemes), schemes].every(isFrozen)).toBe(true);
});

test("checks a scheme when a verifier is made of it", () => {
  const wrong = { ...schemes["zentact"], bogus: true } as unknown as Scheme;
  expect(() => createVerifier(wrong, { keys: [{ secret: "00".repeat(16) }] })).toThrow(
    /unknown field "bogus"/,
  );
});
