import { expect, it } from "vitest";
import { printable } from "../../src/output/printable.ts";

it("lets no text from a request act upon the terminal", () => {
  expect(printable("note\u001B[2J\r\n\u202Egnp")).toBe("note?[2J???gnp");
  expect(printable("a".repeat(200))).toHaveLength(80);
});
