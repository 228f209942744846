import { expect, it } from "vitest";
import { formatBytes } from "../../src/output/format-bytes.ts";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [2100, "2.1 kB"],
  [1_048_576, "1.0 MB"],
])("writes %i bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
