import { readdirSync } from "node:fs";
import { createSigner, createVerifier } from "countersign";
import { schemes } from "countersign/schemes";
import { describe, expect, it } from "vitest";
import { freshBody } from "../../src/examples/example.ts";
import { readVectors } from "../../../../vectors/read-vectors.ts";
import { allExamples } from "../../src/examples/all-examples.ts";
import { honeybeeExample } from "../../src/examples/honeybee.ts";
import { insightHealthNoteExample } from "../../src/examples/insight-health-note.ts";
import { insightHealthExample } from "../../src/examples/insight-health.ts";
import { nablaExample } from "../../src/examples/nabla.ts";
import { sukiFailureExample } from "../../src/examples/suki-failure.ts";
import { sukiExample } from "../../src/examples/suki.ts";
import { zentactExample } from "../../src/examples/zentact.ts";

const SOURCES = new URL("../../src/examples/", import.meta.url);
const PUBLIC_URL = "https://hooks.example.org/honeybee";
/** Hex, so that it suits Zentact as well. */
const SECRET = "00112233445566778899aabbccddeeff";

/** Each example from a vendor's own pages, and the vector that holds its bytes. */
const printedExamples = [
  { example: insightHealthExample, vendor: "insight", vector: "seed-example" },
  { example: insightHealthNoteExample, vendor: "insight", vector: "push-note-outbound" },
  { example: nablaExample, vendor: "nabla", vector: "seed-example" },
  { example: sukiExample, vendor: "suki", vector: "documented-shape-success" },
  { example: sukiFailureExample, vendor: "suki", vector: "documented-failure" },
  { example: honeybeeExample, vendor: "honeybee", vector: "seed-example" },
  { example: zentactExample, vendor: "zentact", vector: "merchant-event-hexkey" },
] as const;

const allVectors = readVectors("vendors.json");

it("lists every example of the folder", () => {
  const files = readdirSync(SOURCES).filter((name) => !["example.ts", "all-examples.ts"].includes(name));
  expect(allExamples).toHaveLength(files.length);
});

it("has an example for every built-in sender", () => {
  const ids = new Set(allExamples.map(({ scheme }) => scheme.id));
  expect(Object.keys(schemes).filter((id) => !ids.has(id))).toEqual([]);
});

it.each(printedExamples)("has $vendor's $vector byte for byte", ({ example, vendor, vector }) => {
  const printed = allVectors.find((each) => each.vendor === vendor && each.name === vector)?.bodyBase64;
  expect(Buffer.from(example.body).toString("base64")).toBe(printed);
});

const cases = allExamples.map((example) => ({
  example,
  name: `${example.scheme.id}, ${example.eventType}`,
}));

describe.each(cases)("the example $name", ({ example }) => {
  it("is of the event type that its scheme reads", () => {
    const options = { keys: [{ secret: SECRET }], publicUrl: PUBLIC_URL };
    const isByCaller = example.scheme.caller !== undefined;
    const signer = createSigner(example.scheme, isByCaller ? { ...options, apiKey: "key" } : options);
    const verifier = createVerifier(
      example.scheme,
      isByCaller
        ? { callers: [{ id: "clinic", organization: "demo", apiKey: "key", keys: options.keys }] }
        : options,
    );
    const headers = signer.sign({ id: "msg-1", body: example.body });
    expect(verifier.verify({ headers, body: example.body })).toMatchObject({
      ok: true,
      eventType: example.eventType,
    });
  });

  it("becomes another event of the same kind with a fresh identity", () => {
    const fresh = freshBody(example);
    expect(fresh).not.toBe(example.body);
    expect(freshBody(example)).not.toBe(fresh);
    expect(typesIn(fresh)).toEqual(typesIn(example.body));
    expect(fresh).not.toContain(example.identity.printed);
  });
});

/** The same JSON with the type of each value in the place of the value. */
function typesIn(body: string): unknown {
  return JSON.parse(body, (_key, value: unknown) =>
    typeof value === "object" && value !== null ? value : typeof value,
  );
}
