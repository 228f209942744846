import { readFile } from "node:fs/promises";
import { createVerifier } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { expect, test } from "vitest";
import { unexpectedErrorText } from "../src/unexpected-error-text.ts";

const BODY = "Jane Doe, born 1980";

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

test("prints the messages of our own errors and of the system's", async () => {
  expect(unexpectedErrorText(thrownBy(() => createVerifier(nabla, { keys: [] })))).toContain("no key");
  const missing: unknown = await readFile("/nowhere/at/all").catch((error: unknown) => error);
  expect(unexpectedErrorText(missing)).toContain("ENOENT");
});

test("prints no message that might quote what was being worked on", () => {
  const foreign = [
    new TypeError(BODY),
    Object.assign(new RangeError(BODY), { code: "ERR_OUT_OF_RANGE" }),
    BODY,
  ];
  expect(foreign.map(unexpectedErrorText).join()).not.toContain("Jane");
  expect(unexpectedErrorText(foreign[0])).toBe("an unexpected TypeError; please report it");
  expect(unexpectedErrorText(foreign[1])).toBe(
    "an unexpected RangeError (ERR_OUT_OF_RANGE); please report it",
  );
});
