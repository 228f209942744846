import { expect, test } from "vitest";
import { placedFaults, readDraft } from "../../../src/screens/scheme-editor/read-draft.ts";

test("a text that is no JSON has its fault at its line", () => {
  const { definition, faults } = readDraft('{\n  "id": "a"\n  "name": "b"\n}');
  expect(definition).toBeUndefined();
  expect(faults).toEqual([{ line: 2, pointer: "", expected: "a comma or }" }]);
});

test("JSON that is no object is none that the gateway is asked about", () => {
  for (const text of ["[]", "null", "1"]) expect(readDraft(text).definition).toBeUndefined();
});

test("what the gateway finds wrong stands at the line that it is about", () => {
  const text = '{\n  "id": "a",\n  "answer": { "refused": 999 }\n}';
  const { places } = readDraft(text);
  const problems = [
    { pointer: "/answer/refused", expected: "401 or 403", found: "999" },
    { pointer: "/proof", expected: "a proof", found: "nothing" },
  ];
  expect(placedFaults(text, places, problems).map(({ line }) => line)).toEqual([2, 0]);
});
