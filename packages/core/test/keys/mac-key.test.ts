import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { macKeyBytes } from "../../src/keys/mac-key.ts";
import type { KeyEncoding, KeyRule, MacProof } from "../../src/scheme.ts";

function proof(key: KeyRule): MacProof {
  return {
    kind: "mac",
    algorithm: "hmac-sha256",
    key,
    message: { parts: [{ part: "body" }] },
    signature: { header: "x", encoding: "hex" },
  };
}

function keyHex(secret: unknown, rule: KeyRule, keyEncoding?: KeyEncoding): string {
  return Buffer.from(macKeyBytes(secret, proof(rule), keyEncoding)).toString("hex");
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

test("a secret is read in the scheme's encoding", () => {
  expect(keyHex("é0", { encoding: "utf8" })).toBe("c3a930");
  expect(keyHex("00fF", { encoding: "hex" })).toBe("00ff");
  expect(keyHex("AP8=", { encoding: "base64" })).toBe("00ff");
});

test("another encoding may be chosen", () => {
  expect(keyHex("00ff", { encoding: "utf8" }, "hex")).toBe("00ff");
  expect(keyHex("00ff", { encoding: "hex" }, "base64")).toBe("d347df");
});

describe("a prefix", () => {
  const rule: KeyRule = { encoding: "base64", stripPrefix: "whsec_" };

  test("is cut off where it stands, once, and need not stand", () => {
    expect([keyHex("whsec_AP8=", rule), keyHex("AP8=", rule)]).toEqual(["00ff", "00ff"]);
    expect(() => keyHex("whsec_whsec_AP8=", rule)).toThrow(/base64/);
  });

  test("is a part of the key where the text is taken whole", () => {
    expect(keyHex("whsec_a", rule, "utf8")).toBe(Buffer.from("whsec_a").toString("hex"));
    expect(keyHex("whsec_a", { encoding: "utf8", stripPrefix: "whsec_" })).toBe("61");
  });

  test("is no secret on its own", () => {
    expect(() => keyHex("whsec_", rule)).toThrow(/^nothing follows the prefix: /);
  });
});

test("a secret shorter than the scheme allows is refused with both lengths", () => {
  const rule: KeyRule = { encoding: "hex", minBytes: 4 };
  expect(keyHex("00".repeat(4), rule)).toBe("00000000");
  expect(() => keyHex("00".repeat(3), rule)).toThrow(/^3 bytes, at least 4 expected: /);
});

test("a secret in another encoding is refused by the name of the encoding", () => {
  for (const wrong of ["0", "0g", "000"]) expect(() => keyHex(wrong, { encoding: "hex" })).toThrow(/not hex/);
  for (const wrong of ["AP8", "AP9=", "A P8"]) {
    expect(() => keyHex(wrong, { encoding: "base64" })).toThrow(/not base64/);
  }
});

test("derivations are applied in their order", () => {
  const derived = keyHex("a", { encoding: "utf8", derive: ["sha256-hex", "sha256-hex"] });
  expect(Buffer.from(derived, "hex").toString()).toBe(sha256Hex(sha256Hex("a")));
});
