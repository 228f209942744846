import { expect, test } from "vitest";
import { readPublicUrl } from "../../src/options/public-url.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

test("a URL is taken to the letter, or left out", () => {
  const url = "HTTPS://Example.com:443/a/../b?é=%7e#";
  expect([readPublicUrl(url), readPublicUrl(undefined)]).toEqual([url, undefined]);
});

test("a URL is text, not empty, of whole characters", () => {
  for (const wrong of ["", "https://a.example/\ud800", null, 1, new URL("https://a.example")]) {
    expect(errorCodeOf(() => readPublicUrl(wrong))).toBe("public_url_invalid");
  }
});
