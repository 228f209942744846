import { expect, test } from "vitest";
import { macWithAppendedBytes } from "../../src/proof/mac-with-appended-bytes.ts";
import type { MacProof } from "../../src/scheme.ts";

const proof: MacProof = {
  kind: "mac",
  algorithm: "hmac-sha256",
  key: { encoding: "utf8" },
  message: { parts: [{ part: "body" }] },
  signature: { header: "x", encoding: "hex" },
};

test("is as long as the MAC where nothing is appended", () => {
  expect(macWithAppendedBytes(proof)).toEqual(new Uint8Array(32));
  expect(macWithAppendedBytes({ ...proof, algorithm: "hmac-sha1" })).toHaveLength(20);
});

test("holds the appended bytes behind the room for the MAC", () => {
  const bytes = macWithAppendedBytes({ ...proof, append: "0aff01" });
  expect(bytes).toHaveLength(35);
  expect([...bytes.subarray(32)]).toEqual([0x0a, 0xff, 0x01]);
});
