import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestBytes, type HashName, HmacKey } from "../../src/mac/hmac-key.ts";
import type { Message } from "../../src/mac/message.ts";
import { layOut, NOT_LAID_OUT } from "../../src/mac/scratch.ts";

function messageOf(body: Uint8Array): Message {
  return { before: "", body, after: "", isEscaped: false };
}

/** The MAC by one-shot hashes where the message is small, and by streaming. */
function bothWays(hash: HashName, key: Uint8Array, message: Message): readonly string[] {
  const hmac = new HmacKey(hash, key);
  return [layOut(message), NOT_LAID_OUT].map((laidOutBytes) => {
    const target = Buffer.alloc(digestBytes[hash]);
    hmac.writeDigest(target, message, laidOutBytes);
    return target.toString("hex");
  });
}

const text = (value: string) => Buffer.from(value);
const bytes = (value: number, count: number) => Buffer.alloc(count, value);
const counting = Buffer.from(Array.from({ length: 25 }, (_, index) => index + 1));

/** RFC 4231 section 4, cases 1 to 4, 6 and 7 (5 truncates the MAC, which no scheme here does). */
const rfc4231 = [
  {
    name: "1",
    key: bytes(0x0b, 20),
    data: text("Hi There"),
    mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  },
  {
    name: "2",
    key: text("Jefe"),
    data: text("what do ya want for nothing?"),
    mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  },
  {
    name: "3",
    key: bytes(0xaa, 20),
    data: bytes(0xdd, 50),
    mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
  },
  {
    name: "4",
    key: counting,
    data: bytes(0xcd, 50),
    mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  },
  {
    name: "6",
    key: bytes(0xaa, 131),
    data: text("Test Using Larger Than Block-Size Key - Hash Key First"),
    mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  },
  {
    name: "7",
    key: bytes(0xaa, 131),
    data: text(
      "This is a test using a larger than block-size key and a larger than block-size data. " +
        "The key needs to be hashed before being used by the HMAC algorithm.",
    ),
    mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
  },
];

/** RFC 2202 section 3. */
const rfc2202 = [
  {
    name: "1",
    key: bytes(0x0b, 20),
    data: text("Hi There"),
    mac: "b617318655057264e28bc0b6fb378c8ef146be00",
  },
  {
    name: "2",
    key: text("Jefe"),
    data: text("what do ya want for nothing?"),
    mac: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  },
  { name: "3", key: bytes(0xaa, 20), data: bytes(0xdd, 50), mac: "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
  { name: "4", key: counting, data: bytes(0xcd, 50), mac: "4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
  {
    name: "5",
    key: bytes(0x0c, 20),
    data: text("Test With Truncation"),
    mac: "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04",
  },
  {
    name: "6",
    key: bytes(0xaa, 80),
    data: text("Test Using Larger Than Block-Size Key - Hash Key First"),
    mac: "aa4ae5e15272d00e95705637ce8a3b55ed402112",
  },
  {
    name: "7",
    key: bytes(0xaa, 80),
    data: text("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
    mac: "e8e99d0f45237d786d6bbaa7965c7808bbff1a91",
  },
];

describe("HMAC-SHA256 is right on RFC 4231", () => {
  test.each(rfc4231)("case $name", ({ key, data, mac }) => {
    expect(bothWays("sha256", key, messageOf(data))).toEqual([mac, mac]);
  });
});

describe("HMAC-SHA1 is right on RFC 2202", () => {
  test.each(rfc2202)("case $name", ({ key, data, mac }) => {
    expect(bothWays("sha1", key, messageOf(data))).toEqual([mac, mac]);
  });
});

test("equals node:crypto for any key, and for parts around any body", () => {
  const hash = fc.constantFrom<HashName>("sha1", "sha256");
  const part = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(
      hash,
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      part,
      fc.uint8Array(),
      part,
      (...all) => {
        const [name, key, before, body, after] = all;
        const expected = createHmac(name, key).update(before).update(body).update(after).digest("hex");
        expect(bothWays(name, key, { before, body, after, isEscaped: false })).toEqual([expected, expected]);
      },
    ),
  );
});

test("hashes a key first only when it is longer than a block of 64 bytes", () => {
  const message = messageOf(text("data"));
  for (const length of [63, 64, 65]) {
    const key = bytes(0x61, length);
    const expected = createHmac("sha256", key).update("data").digest("hex");
    expect(bothWays("sha256", key, message)).toEqual([expected, expected]);
  }
});

test("keeps its key when the caller's bytes change", () => {
  const key = Buffer.from("a key");
  const hmac = new HmacKey("sha256", key);
  key.fill(0);
  const target = Buffer.alloc(32);
  const message = messageOf(text("data"));
  for (const laidOutBytes of [layOut(message), NOT_LAID_OUT]) {
    hmac.writeDigest(target, message, laidOutBytes);
    expect(target.toString("hex")).toBe(createHmac("sha256", "a key").update("data").digest("hex"));
  }
});
