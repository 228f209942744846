import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, code]) => code ?? "");

// Inside the package, so that the blocks' imports find it by its public name.
const folder = mkdtempSync(new URL("readme-blocks-", import.meta.url).pathname);
const secrets = [
  "NABLA_SECRET",
  "NABLA_OLD_SECRET",
  "SUKI_SECRET",
  "A_API_KEY",
  "A_KEY",
  "EXAMPLE_SECRET",
  "ZENTACT_SECRET",
];

beforeAll(() => {
  for (const name of secrets) process.env[name] = `invented value of ${name}`;
  process.env["ZENTACT_SECRET"] = "00112233445566778899aabbccddeeff";
});

afterAll(() => {
  for (const name of secrets) Reflect.deleteProperty(process.env, name);
  rmSync(folder, { recursive: true });
});

async function run(index: number): Promise<Record<string, unknown>> {
  const file = `${folder}/block-${index}.mjs`;
  writeFileSync(file, blocks[index] ?? "");
  return (await import(/* @vite-ignore */ file)) as Record<string, unknown>;
}

/** The position of the block that exports a name. */
const blockWith = (name: string): number =>
  blocks.findIndex((block) => new RegExp(`^export (function|const) ${name}\\b`, "m").test(block));

test("every code block of the README runs", async () => {
  const modules = await Promise.all(blocks.map((_block, index) => run(index)));
  expect(modules.map((module) => Object.keys(module))).toEqual([
    ["receive"],
    ["route"],
    ["headers"],
    ["sync"],
    ["verifier"],
    ["whyRefused"],
    ["stepsOf"],
    ["verifier"],
    ["sectionsOf"],
  ]);
});

test("the README's receiver accepts what is signed for it and refuses the rest", async () => {
  const { createSigner } = await import("countersign");
  const { nabla } = await import("countersign/schemes/nabla");
  const { receive } = (await run(blockWith("receive"))) as {
    receive: (method: string, rawHeaders: string[], body: string) => unknown;
  };
  const body = '{"id":"evt-1"}';
  const headers = createSigner(nabla, { keys: [{ secret: process.env["NABLA_SECRET"] ?? "" }] }).sign({
    body,
  });
  const raw = Object.entries(headers).flat();
  expect(receive("POST", raw, body)).toEqual({
    status: 200,
    key: "2026-11",
    event: "evt-1",
    repeatKey: "evt-1",
  });
  expect(receive("POST", raw, `${body} `)).toEqual({ status: 401, log: "no_match" });
});

test("the README's reader of notes gives what was signed, and names what is missing", async () => {
  const { createSigner, createVerifier } = await import("countersign");
  const { nabla } = await import("countersign/schemes/nabla");
  const { sectionsOf } = (await run(blockWith("sectionsOf"))) as {
    sectionsOf: (verdict: unknown) => unknown;
  };
  const keys = [{ secret: "a secret" }];
  const read = (note: object) => {
    const data = { id: "d-1", client_request_id: null, status: "succeeded", payload: { note } };
    const body = JSON.stringify({ id: "e-1", created_at: "", type: "generate_note_async.succeeded", data });
    const headers = createSigner(nabla, { keys }).sign({ body });
    return sectionsOf(createVerifier(nabla, { keys }).verifyOrThrow({ headers, body }));
  };
  const sections = [{ key: "PLAN", title: "Plan", text: "Rest" }];
  expect(read({ title: "Headache", sections })).toEqual(sections);
  expect(() => read({ title: "Headache" })).toThrow(
    "schema_mismatch: data.payload.note.sections must be a list, found nothing",
  );
});

test("the README's list of senders is complete", async () => {
  const { schemes } = await import("countersign/schemes");
  for (const id of Object.keys(schemes)) expect(readme).toContain(`\`countersign/schemes/${id}\``);
});

test("the README's explanation names the cause, and its steps show the content", async () => {
  const { createSigner } = await import("countersign");
  const { nabla } = await import("countersign/schemes/nabla");
  const { whyRefused } = (await run(blockWith("whyRefused"))) as {
    whyRefused: (request: unknown, secret: string) => string;
  };
  const { stepsOf } = (await run(blockWith("stepsOf"))) as {
    stepsOf: (request: unknown, secret: string) => { step: string }[];
  };
  const headers = createSigner(nabla, { keys: [{ secret: "a secret" }] }).sign({ body: "{}" });
  const request = { method: "POST", headers, body: "{}\n" };
  const log = vi.spyOn(console, "log").mockReturnValue();
  expect(whyRefused(request, "a secret")).toContain("C06");
  expect(log.mock.calls.flat().join("\n")).toContain("proved: C06");
  log.mockRestore();
  expect(stepsOf(request, "a secret").map(({ step }) => step)).toContain("content");
});
