import { expect, test } from "vitest";
import { apiKeyBytes } from "../../src/keys/api-key.ts";
import { sendableSecret } from "../../src/keys/sendable-secret.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

const UNSENDABLE = [" a", "a ", "a\tb", "\u001fa", "a\u007f", "a\r\n", "\u0000"];

test("a secret that travels in a header keeps its bytes, blanks inside it too", () => {
  for (const secret of ["a", "a b", "~!", "clé"]) {
    expect(Buffer.from(sendableSecret(secret)).toString()).toBe(secret);
    expect(Buffer.from(apiKeyBytes(secret)).toString()).toBe(secret);
  }
});

test("a secret with a control character, or a blank at its ends, would not arrive", () => {
  for (const secret of UNSENDABLE) {
    expect(errorCodeOf(() => sendableSecret(secret))).toBe("secret_not_sendable");
    expect(errorCodeOf(() => apiKeyBytes(secret))).toBe("api_key_invalid");
  }
});

test("an API key that is missing, no text or half a character is told as an API key", () => {
  for (const wrong of ["", undefined, null, 7, "half \ud83c"]) {
    expect(errorCodeOf(() => apiKeyBytes(wrong))).toBe("api_key_invalid");
  }
});

test("a secret that is missing, no text or half a character is told as a secret", () => {
  const codes = ["", undefined, null, 7, "half \ud83c"].map((wrong) =>
    errorCodeOf(() => sendableSecret(wrong)),
  );
  expect(codes).toEqual([
    "secret_empty",
    "secret_empty",
    "secret_empty",
    "secret_not_text",
    "secret_not_well_formed",
  ]);
});
