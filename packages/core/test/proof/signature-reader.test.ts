import { describe, expect, test } from "vitest";
import { SignatureReader } from "../../src/proof/signature-reader.ts";
import type { SignatureList } from "../../src/scheme.ts";

const plain: SignatureList = { separator: ",", maxEntries: 3 };

function reader(list: SignatureList | undefined, prefix = "v1="): SignatureReader {
  return new SignatureReader({ header: "x", encoding: "hex", prefix, ...(list && { list }) }, 1);
}

function slots(from: SignatureReader, count: number): string[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(from.slot(index)).toString("hex"));
}

test("reads every signature of a list, each in its own slot", () => {
  const list = reader(plain);
  expect(list.read("v1=aa,v1=bb,v1=cc")).toBe(3);
  expect(slots(list, 3)).toEqual(["aa", "bb", "cc"]);
});

test("reads the same header with fewer signatures after one with more", () => {
  const list = reader(plain);
  expect([list.read("v1=aa,v1=bb"), list.read("v1=cc")]).toEqual([2, 1]);
  expect(slots(list, 1)).toEqual(["cc"]);
});

test("refuses one entry more than the list may hold, whatever stands in it", () => {
  expect(reader(plain).read("v1=aa,v1=bb,v1=cc,")).toBe("too_many_signatures");
});

test("refuses a list where one signature is meant", () => {
  expect(reader(undefined).read("v1=aa,v1=bb")).toBe("malformed_signature");
});

test("refuses a list with an entry that is broken or empty", () => {
  for (const header of ["v1=aa,", ",v1=aa", "v1=aa,v1=b", "v1=aa,bb", "v1=aa,v2=bb", "v1=aa,v1a,bb"]) {
    expect(reader(plain).read(header)).toBe("malformed_signature");
  }
});

test("blanks inside a list are refused unless the scheme allows them", () => {
  expect(reader(plain).read("v1=aa, v1=bb")).toBe("malformed_signature");
  expect(reader({ ...plain, allowsBlanks: true }).read("v1=aa \t,\t v1=bb")).toBe(2);
});

describe("a list that passes over other tags", () => {
  const list: SignatureList = { separator: " ", maxEntries: 4, skipsOtherTags: true };
  const read = (header: string) => reader(list, "v1,").read(header);

  test("keeps the signatures between them", () => {
    const between = reader(list, "v1,");
    expect(between.read("v1a,x v1,aa v2,== v1,bb")).toBe(2);
    expect(slots(between, 2)).toEqual(["aa", "bb"]);
  });

  test("takes a tag of 1 to 16 small letters and digits before any visible text", () => {
    expect([read("v1,aa 0,~"), read(`v1,aa ${"z".repeat(16)},!`)]).toEqual([1, 1]);
    for (const entry of [`${"z".repeat(17)},x`, ",x", "v2,", "V2,x", "v-2,x", "v2;x", "v2,é", "v2,x\u007f"]) {
      expect(read(`v1,aa ${entry}`)).toBe("malformed_signature");
    }
  });

  test("does so only where the scheme says it", () => {
    const strict: SignatureList = { separator: " ", maxEntries: 4 };
    expect(reader(strict, "v1,").read("v1,aa v2,bb")).toBe("malformed_signature");
  });

  test("refuses a broken signature of its own tag", () => {
    expect(read("v1,aa v1,zz")).toBe("malformed_signature");
  });

  test("refuses a list of other tags only", () => {
    expect([read("v2,x v3,y"), read("v2,x")]).toEqual(["malformed_signature", "malformed_signature"]);
  });
});
