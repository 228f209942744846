import { expect, test } from "vitest";
import { formatBytes } from "../../src/numbers/format-bytes.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [2150, "2.1 KiB"],
  [8 * 1024 * 1024, "8.0 MiB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
