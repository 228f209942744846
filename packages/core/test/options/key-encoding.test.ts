import { expect, test } from "vitest";
import { readKeyEncoding } from "../../src/options/key-encoding.ts";
import { honeybeeSecret } from "../../src/schemes/honeybee-secret.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("there are three encodings of a key, or the scheme's own", () => {
  for (const encoding of ["utf8", "hex", "base64", undefined]) {
    expect(readKeyEncoding(encoding, nabla)).toBe(encoding);
  }
  for (const wrong of ["", "HEX", "latin1", null, 0]) {
    expect(errorCodeOf(() => readKeyEncoding(wrong, nabla))).toBe("key_encoding_unknown");
  }
});

test("a secret that is sent has no encoding", () => {
  expect(readKeyEncoding(undefined, honeybeeSecret)).toBeUndefined();
  expect(errorCodeOf(() => readKeyEncoding("hex", honeybeeSecret))).toBe("key_encoding_not_accepted");
});
