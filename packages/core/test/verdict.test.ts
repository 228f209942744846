import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  type AcceptedVerdict,
  createSigner,
  createVerifier,
  type Scheme,
  type StandardSchema,
} from "../src/index.ts";
import { insightHealth } from "../src/schemes/insight-health.ts";
import { nabla } from "../src/schemes/nabla.ts";
import { errorCodeOf } from "./support/error-code-of.ts";
import { NOW_MS } from "./support/scheme-cases.ts";

const keys = [{ secret: "a secret" }];
const now = () => NOW_MS;

/** A schema as any library may make one. */
function schemaOf<T>(validate: StandardSchema<T>["~standard"]["validate"]): StandardSchema<T> {
  return { "~standard": { version: 1, vendor: "test", validate } };
}

function accepted(body: Uint8Array | string, scheme: Scheme = nabla): AcceptedVerdict {
  const headers = createSigner(scheme, { keys, now, ...(scheme.caller && { apiKey: "k" }) }).sign({ body });
  const who = scheme.caller ? { callers: [{ id: "c", organization: "o", apiKey: "k", keys }] } : { keys };
  return createVerifier(scheme, { ...who, now }).verifyOrThrow({ headers, body });
}

describe("an event id counts only as non-empty, well-formed text of at most 256 characters", () => {
  const good = ["a", "x".repeat(256), "é\u0000\n", "🎉"];
  const bad = ["", "x".repeat(257), 7, null, true, [], {}, ["a"]];
  test.each(good)("%j counts", (id) => {
    expect(accepted(JSON.stringify({ id }))).toMatchObject({ eventId: id, dedupeKey: id });
  });
  test.each(bad)("%j does not", (id) => {
    const verdict = accepted(JSON.stringify({ id }));
    expect(verdict.eventId).toBeUndefined();
    expect(verdict.dedupeKey).toMatch(/^[0-9a-f]{64}$/);
  });
  test("half a character does not", () => {
    expect(accepted(String.raw`{"id":"\ud800"}`).eventId).toBeUndefined();
  });
});

describe("an event type that is long, empty or holds controls gives way to the default", () => {
  test.each(["t", "x".repeat(128), "Größe"])("%j counts", (type) => {
    expect(accepted(JSON.stringify({ type })).eventType).toBe(type);
  });
  test.each(["", "x".repeat(129), "a\nb", "a\u0085b", "a\u007f", 1, null])("%j does not", (type) => {
    expect(accepted(JSON.stringify({ type })).eventType).toBe("unknown");
  });
});

test("Insight's types go by the shape of the body", () => {
  const types = ['{"summary_id":"s"}', '{"appointments":[]}', '{"appointment":{}}', "not JSON"].map(
    (body) => accepted(body, insightHealth).eventType,
  );
  expect(types).toEqual(["notes.push", "appointments.sync", "appointments.sync", "appointments.sync"]);
});

test("a byte order mark is no part of the JSON", () => {
  expect(accepted('\ufeff{"id":"e-1"}')).toMatchObject({ eventId: "e-1", isJson: true });
});

test("names of JavaScript's own are not found in a body", () => {
  const scheme: Scheme = {
    ...nabla,
    event: { idPointer: "/constructor/name", type: { pointer: "/__proto__", default: "d" } },
  };
  const verdict = accepted("{}", scheme);
  expect([verdict.eventId, verdict.eventType]).toEqual([undefined, "d"]);
});

test("a repeat has the same dedupe key, another time or body another", () => {
  const [first, again, other] = ["[1]", "[1]", "[2]"].map((body) => accepted(body).dedupeKey);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test("a verdict is a plain object in JSON", () => {
  expect(JSON.parse(JSON.stringify(accepted('{"id":"e","type":"t"}')))).toEqual({
    ok: true,
    keyId: "key-1",
    eventId: "e",
    eventType: "t",
    signedAt: NOW_MS,
    dedupeKey: "e",
    isJson: true,
  });
});

test("inspecting a verdict shows no body", () => {
  const verdict = accepted('{"id":"e","note":"PATIENT-DATA"}');
  expect(verdict.eventId).toBe("e");
  expect(inspect(verdict, { depth: 9, showHidden: true, getters: true })).not.toContain("PATIENT-DATA");
});

describe("json", () => {
  test("gives the body's JSON without a schema", () => {
    expect(accepted('\ufeff{"a":[1,null]}').json()).toEqual({ ok: true, value: { a: [1, null] } });
    expect(accepted("null").json()).toEqual({ ok: true, value: null });
  });

  test("says that a body is not JSON in UTF-8, and asks no schema", () => {
    const never = schemaOf(() => {
      throw new Error("asked");
    });
    for (const body of ["", "a=b", Uint8Array.of(0x22, 0xff, 0x22)]) {
      expect(accepted(body).json(never)).toEqual({ ok: false, code: "not_json", issues: [] });
    }
  });

  test("gives what the schema makes of the value, or the schema's issues", () => {
    const length = schemaOf((value) =>
      Array.isArray(value) ? { value: value.length } : { issues: [{ message: "no list", path: ["a"] }] },
    );
    expect(accepted("[1,2]").json(length)).toEqual({ ok: true, value: 2 });
    expect(accepted("{}").json(length)).toEqual({
      ok: false,
      code: "schema_mismatch",
      issues: [{ message: "no list", path: ["a"] }],
    });
  });

  test("refuses a schema that is asynchronous, which would seem to find nothing wrong, or that is none", () => {
    const later = schemaOf(() => Promise.resolve({ issues: [{ message: "wrong" }] }));
    for (const schema of [later, {} as StandardSchema]) {
      expect(errorCodeOf(() => accepted("{}").json(schema))).toBe("schema_not_usable");
    }
  });

  test("gives a value of its own each time, so that changing it changes no verdict", () => {
    const verdict = accepted('{"id":"e-1"}');
    const first = verdict.json();
    if (first.ok) (first.value as { id: string }).id = "e-2";
    expect(verdict.eventId).toBe("e-1");
    expect(verdict.json()).toEqual({ ok: true, value: { id: "e-1" } });
  });
});
