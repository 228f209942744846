import { expect, test } from "vitest";
import { rowsAsCsv, rowsAsNdjson } from "../../src/export/rows-as-text.ts";

test("writes one JSON object a line", () => {
  expect(rowsAsNdjson([{ id: "evt_1", key: null }, { id: "evt_2" }])).toBe(
    '{"id":"evt_1","key":null}\n{"id":"evt_2"}\n',
  );
  expect(rowsAsNdjson([])).toBe("");
});

test("writes a table with every name that any row has", () => {
  const rows = [
    { id: "evt_1", bytes: 12, isHeld: false },
    { id: "evt_2", bytes: 3, sources: ["a", "b"], key: null },
  ];
  expect(rowsAsCsv(rows)).toBe(
    'id,bytes,isHeld,sources,key\r\nevt_1,12,false,,\r\nevt_2,3,,"[""a"",""b""]",\r\n',
  );
});

test.each([
  ['say "hi"', '"say ""hi"""'],
  ["a,b", '"a,b"'],
  ["two\r\nlines", '"two\r\nlines"'],
])("quotes %j", (type, cell) => {
  expect(rowsAsCsv([{ type }])).toBe(`type\r\n${cell}\r\n`);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("lets no sender write a formula: %j", (type) => {
  expect(rowsAsCsv([{ type }])).toBe(`type\r\n'${type}\r\n`);
});
