import { expect, test } from "vitest";
import { atPointer } from "../../src/body/json-pointer.ts";

/** The examples of RFC 6901 section 5, as far as pointers begin with a slash. */
const document = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

test("finds what RFC 6901 says", () => {
  const found = ["/foo", "/foo/0", "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", '/k"l', "/ ", "/m~0n"].map(
    (pointer) => atPointer(document, pointer),
  );
  expect(found).toEqual([["bar", "baz"], "bar", 0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("finds nothing where nothing is", () => {
  const pointers = [
    "/foo/2",
    "/foo/-",
    "/foo/01",
    "/foo/length",
    "/toString",
    "/__proto__",
    "/foo/0/0",
    "/ /x",
  ];
  expect(pointers.map((pointer) => atPointer(document, pointer))).toEqual(pointers.map(() => undefined));
  expect([atPointer(null, "/a"), atPointer("text", "/length"), atPointer(undefined, "/a")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("unescapes ~01 to ~1, not to a slash", () => {
  expect(atPointer({ "~1": "right", "/": "wrong" }, "/~01")).toBe("right");
});
