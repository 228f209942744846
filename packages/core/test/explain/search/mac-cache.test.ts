import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { MacCache, type MacInput } from "../../../src/explain/search/mac-cache.ts";

const LONG_BYTES = 5000;
const key = new TextEncoder().encode("a key");
const body = new Uint8Array(LONG_BYTES).fill(0x61);

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

/** The MACs of some inputs in one cache, and how many were computed. */
function macsOf(inputs: readonly Partial<MacInput>[]): {
  readonly macs: string[];
  readonly computed: number;
} {
  const cache = new MacCache();
  let computed = 0;
  const macs = inputs.map((each) => {
    const input = { hash: "sha256", key, content: [body], ...each } as const;
    return Buffer.from(cache.macOf(input, () => (computed += 1))).toString("hex");
  });
  return { macs, computed };
}

test("computes the HMAC of the joined pieces", () => {
  const { macs } = macsOf([{ content: [text("1"), text("."), body] }]);
  expect(macs).toEqual([createHmac("sha256", key).update("1.").update(body).digest("hex")]);
});

test("computes the same content once, however it is cut", () => {
  const { macs, computed } = macsOf([
    { content: [text("1."), body] },
    { content: [text("1"), text("."), body] },
  ]);
  expect(new Set(macs).size).toBe(1);
  expect(computed).toBe(1);
});

test("tells apart hashes, keys, small pieces and long ones", () => {
  const other = body.slice();
  other[LONG_BYTES - 1] = 0x62;
  const inputs: Partial<MacInput>[] = [
    {},
    { hash: "sha1" },
    { key: text("b key") },
    { content: [text("1"), body] },
    { content: [other] },
    { content: [body, body] },
    { content: [body, text("1")] },
    { content: [text("11"), body] },
    { content: [text("1"), body, text("1")] },
  ];
  expect(new Set(macsOf(inputs).macs).size).toBe(inputs.length);
});
