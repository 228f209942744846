import { describe, expect, test } from "vitest";
import { findHeader, type HeadersInput, REPEATED } from "../src/headers.ts";
import { errorCodeOf } from "./support/error-code-of.ts";

function codeFor(headers: unknown): string | undefined {
  return errorCodeOf(() => findHeader(headers as HeadersInput, "x-name"));
}

describe("Node's raw headers", () => {
  test("give the value that follows the name, in any case and at any place", () => {
    expect(findHeader(["a", "1", "X-Name", "2", "b", "3"], "x-name")).toBe("2");
    expect(findHeader(["x-name", ""], "x-name")).toBe("");
    expect(findHeader([], "x-name")).toBeUndefined();
  });

  test("never take a value for a name", () => {
    expect(findHeader(["a", "x-name", "b", "2"], "x-name")).toBeUndefined();
  });

  test("show a header that is repeated, also when its first value is empty", () => {
    expect(findHeader(["x-name", "", "X-NAME", "2"], "x-name")).toBe(REPEATED);
  });

  test("are refused when a name or the value is missing or no text", () => {
    expect([["x-name"], ["x-name", 1], [1, "x-name"], [undefined, "a"]].map(codeFor)).toEqual(
      Array.from({ length: 4 }, () => "headers_not_understood"),
    );
  });
});

describe("a record", () => {
  test("gives the value of its own name, in any case", () => {
    expect(findHeader({ a: "1", "X-Name": "2" }, "x-name")).toBe("2");
    expect(findHeader({ a: "1" }, "x-name")).toBeUndefined();
    expect(findHeader(Object.create({ "x-name": "2" }) as HeadersInput, "x-name")).toBeUndefined();
  });

  test("tells names apart that only begin alike", () => {
    expect(findHeader({ "x-name2": "1", "x-nam": "2" }, "x-name")).toBeUndefined();
  });

  test("holds no header where the value is undefined", () => {
    expect(findHeader({ "X-Name": undefined, "x-name": "2" }, "x-name")).toBe("2");
    expect(findHeader({ "x-name": undefined }, "x-name")).toBeUndefined();
  });

  test("shows a header that is repeated, as two names or as a list", () => {
    expect(findHeader({ "x-name": "", "X-Name": "2" }, "x-name")).toBe(REPEATED);
    expect(findHeader({ "x-name": ["1", "2"] }, "x-name")).toBe(REPEATED);
    expect(findHeader({ "x-name": [] }, "x-name")).toBe(REPEATED);
    expect(findHeader({ "x-name": ["1"] }, "x-name")).toBe("1");
  });

  test("is refused when the value is no text", () => {
    expect([{ "x-name": 1 }, { "x-name": null }, { "x-name": [1] }].map(codeFor)).toEqual(
      Array.from({ length: 3 }, () => "headers_not_understood"),
    );
  });

  test("may have a header whose name is get", () => {
    expect(findHeader({ get: "1", "x-name": "2" }, "x-name")).toBe("2");
    expect(findHeader({ get: "1" }, "get")).toBe("1");
  });
});

describe("a Headers object", () => {
  test("is asked by its own method", () => {
    const headers = new Headers({ "X-Name": "2" });
    expect([findHeader(headers, "x-name"), findHeader(headers, "x-other")]).toEqual(["2", undefined]);
  });

  test("may say undefined for what is missing, as some frameworks' do", () => {
    expect(findHeader({ get: () => undefined } as unknown as HeadersInput, "x-name")).toBeUndefined();
  });

  test("is refused when its answer is no text", () => {
    expect(codeFor({ get: () => 1 })).toBe("headers_not_understood");
  });
});

test("anything that is no object is refused", () => {
  expect([undefined, null, "x-name: 1", () => "1"].map(codeFor)).toEqual(
    Array.from({ length: 4 }, () => "headers_not_understood"),
  );
});
