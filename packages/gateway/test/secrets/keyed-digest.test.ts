import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyedDigest } from "../../src/secrets/keyed-digest.ts";

/** Around the size where the way of hashing changes. */
const sizes = [0, 1, 63, 64, 65, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100_000];

describe("a keyed digest", () => {
  test("is HMAC-SHA256 over the parts, wherever they are cut", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(bytes, { maxLength: 4 }), (key, parts) => {
        const expected = createHmac("sha256", key).update(Buffer.concat(parts)).digest("hex");
        expect(new KeyedDigest(key).digest(parts).toString("hex")).toBe(expected);
      }),
    );
  });

  test.each(sizes)("is the same for %i bytes however they are hashed", (size) => {
    const key = Buffer.alloc(32, 9);
    const message = Buffer.alloc(size, 5);
    const expected = createHmac("sha256", key).update(message).digest("hex");
    expect(new KeyedDigest(key).digest([message]).toString("hex")).toBe(expected);
  });

  test.each(sizes)("takes text for its UTF-8, %i units of it", (size) => {
    const key = Buffer.alloc(32, 9);
    const text = "aé€😀".repeat(size).slice(0, size);
    const expected = createHmac("sha256", key).update(text).update("end").digest("hex");
    expect(new KeyedDigest(key).digest([text, Buffer.from("end")]).toString("hex")).toBe(expected);
  });

  test("is written where it is wanted and nowhere else", () => {
    const key = Buffer.alloc(32, 9);
    const target = Buffer.alloc(40, 1);
    new KeyedDigest(key).write(target, 4, ["text"]);
    const expected = createHmac("sha256", key).update("text").digest();
    expect(target).toEqual(Buffer.concat([Buffer.alloc(4, 1), expected, Buffer.alloc(4, 1)]));
  });

  test("refuses a key that would have to be hashed first", () => {
    expect(() => new KeyedDigest(Buffer.alloc(65))).toThrow(RangeError);
  });
});
