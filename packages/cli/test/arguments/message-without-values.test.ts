import { expect, it } from "vitest";
import { messageWithoutValues } from "../../src/arguments/message-without-values.ts";

it("keeps the option's name and drops what was given for it", () => {
  const message = "error: option '--key-encoding <encoding>' argument 's3cret' is invalid.";
  expect(messageWithoutValues(message)).toBe("error: option --key-encoding is invalid.");
});

it("shows nothing of an option that may be a secret in the wrong place", () => {
  expect(messageWithoutValues("error: unknown option '-s3cret'")).toBe("error: unknown option given here");
});
