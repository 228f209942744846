import { expect, test } from "vitest";
import { cgiEscapeContent } from "../../../src/explain/content/escape-dimension.ts";
import { Contents } from "../../../src/explain/search/contents.ts";
import type { Hypothesis } from "../../../src/explain/search/hypothesis.ts";

const hypothesis: Hypothesis = {
  keys: [],
  hash: "sha256",
  pieces: ["method", { literal: " é" }, "body", "timestamp"],
  escape: undefined,
  body: Uint8Array.of(0xff, 0x20),
  timestamp: "17",
  id: "",
  method: "POST",
  url: "",
};

test("gives the pieces in their order, texts as the bytes of byte strings", () => {
  const joined = Buffer.concat(new Contents().of(hypothesis));
  expect(joined).toEqual(Buffer.from("POST \u00e9\u00ff 17", "latin1"));
});

test("escapes every piece where the guess is an escape", () => {
  const joined = Buffer.concat(new Contents().of({ ...hypothesis, escape: cgiEscapeContent }));
  expect(joined.toString()).toBe("POST+%E9%FF+17");
});

test("gives pieces that two guesses have in common as the same arrays", () => {
  const contents = new Contents();
  for (const escape of [undefined, cgiEscapeContent]) {
    const [method, , body, timestamp] = contents.of({ ...hypothesis, escape });
    const others = contents.of({ ...hypothesis, escape, pieces: ["body", "method"], timestamp: "18" });
    expect(others[0]).toBe(body);
    expect(others[1]).toBe(method);
    expect(contents.of({ ...hypothesis, escape, timestamp: "18" })[3]).not.toBe(timestamp);
  }
});
