import { expect, it } from "vitest";
import { readSecret } from "../../src/secrets/read-secret.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

it("reads a variable as it is", async () => {
  expect(await readSecret("env:S", { S: " padded\n" })).toEqual({ value: " padded\n", origin: "env:S" });
});

it.each(["shared", "shared\n", "shared\r\n"])(
  "reads a file without its last newline: %j",
  async (content) => {
    const file = folder.write("secret", content);
    expect(await readSecret(`file:${file}`, {})).toEqual({ value: "shared", origin: `file:${file}` });
  },
);

it("removes one newline and no other blank", async () => {
  const file = folder.write("secret", " shared \n\n");
  expect(await readSecret(`file:${file}`, {})).toMatchObject({ value: " shared \n" });
});

it("takes anything else for the secret itself", async () => {
  expect(await readSecret("shared", {})).toEqual({ value: "shared", origin: "literal" });
});

it.each([
  ["a variable that is not set", "env:ABSENT", "the variable ABSENT is not set"],
  ["a variable that is empty", "env:EMPTY", "the variable EMPTY is empty"],
  ["a prototype's name", "env:toString", "the variable toString is not set"],
  ["a secret in the place of a name", "env:wh/sec+", "the variable named here is not set"],
  ["an empty text", "", "it is empty"],
])("refuses %s", async (_, reference, message) => {
  await expect(readSecret(reference, { EMPTY: "" })).rejects.toMatchObject({
    code: "secret_missing",
    message: expect.stringContaining(message),
  });
});

it("refuses a file that is empty, not text, or not there", async () => {
  const empty = folder.write("empty", "\n");
  const binary = folder.write("binary", Uint8Array.of(0xff, 0xfe));
  await expect(readSecret(`file:${empty}`, {})).rejects.toMatchObject({ code: "secret_missing" });
  await expect(readSecret(`file:${binary}`, {})).rejects.toMatchObject({ code: "secret_missing" });
  await expect(readSecret(`file:${folder.path}/absent`, {})).rejects.toMatchObject({
    code: "input_unreadable",
  });
});

it("refuses a file that is too large for a secret", async () => {
  const file = folder.write("large", "a".repeat(64 * 1024 + 1));
  await expect(readSecret(`file:${file}`, {})).rejects.toMatchObject({ code: "input_too_large" });
});
