import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPlaces, lineOfOffset, lineOfPointer } from "../../src/editor/json-places.ts";
import type { JsonPlaces } from "../../src/editor/json-places.ts";

const TEXT = `{
  "id": "a",
  "parts": [
    { "part": "body" },
    {
      "a/b~c": 1
    }
  ]
}
`;

function placesOf(text: string): JsonPlaces {
  const places = jsonPlaces(text);
  if ("expected" in places) throw new Error(places.expected);
  return places;
}

test("a pointer is found at the line of its key, one that is not there at what holds it", () => {
  const places = placesOf(TEXT);
  const lineOf = (pointer: string): number => lineOfPointer(TEXT, places, pointer);
  expect(["", "/id", "/parts", "/parts/0/part", "/parts/1", "/parts/1/a~1b~0c"].map(lineOf)).toEqual([
    0, 1, 2, 3, 4, 5,
  ]);
  expect([lineOf("/parts/1/none"), lineOf("/none/deep")]).toEqual([4, 0]);
});

test.each([
  ['{"a": 1,}', 8, "a key in double quotes"],
  ['{"a" 1}', 5, "a colon"],
  ['{"a": 1 "b": 2}', 8, "a comma or }"],
  ["[1 2]", 3, "a comma or ]"],
  ['{"a": }', 6, "a value"],
  ["{} {}", 3, "the end"],
  ["", 0, "a value"],
  ['{"a": "b\n"}', 6, "a value"],
  ['{"a": 1, "a": 2}', 9, "another key: this one is there already"],
])("%j has a fault at %i: expected %s", (text, offset, expected) => {
  expect(jsonPlaces(text)).toEqual({ offset, expected });
});

test("what nests without end is a fault, not a crash", () => {
  expect(jsonPlaces("[".repeat(100_000))).toMatchObject({ expected: "less nesting" });
});

const isJson = (text: string): boolean => "get" in jsonPlaces(text);

test("whatever JSON.parse takes is taken", () => {
  const property = fc.property(fc.json({ maxDepth: 5 }), isJson);
  expect(fc.check(property, { numRuns: 200 }).failed).toBe(false);
});

test("nothing is taken that JSON.parse does not take", () => {
  const marks = ["{", "}", "[", "]", ",", ":", '"a"', '"', "1", "-", ".5", "e", "true", " ", "\n"];
  const nearlyJson = fc.array(fc.constantFrom(...marks)).map((each) => each.join(""));
  const property = fc.property(nearlyJson, (text) => {
    if (isJson(text)) JSON.parse(text);
  });
  expect(fc.check(property, { numRuns: 1000 }).failed).toBe(false);
});

test("an offset is on the line that it is on", () => {
  expect([0, 1, 2, 3].map((offset) => lineOfOffset("a\n\nb", offset))).toEqual([0, 0, 1, 2]);
});
