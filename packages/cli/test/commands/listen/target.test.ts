import { expect, it } from "vitest";
import { readTarget, urlAtTarget } from "../../../src/commands/listen/target.ts";

it.each([
  ["3000", "/hooks?a=%20b", "http://127.0.0.1:3000/hooks?a=%20b"],
  ["http://localhost:3000", "/hooks", "http://localhost:3000/hooks"],
  ["http://localhost:3000/in", "/hooks?a=1", "http://localhost:3000/in?a=1"],
  ["http://localhost:3000/in?b=2", "/hooks", "http://localhost:3000/in?b=2"],
  ["3000", "//evil.example/x", "http://127.0.0.1:3000//evil.example/x"],
])("passes on to %s a request for %s as %s", (target, requestUrl, url) => {
  expect(urlAtTarget(readTarget(target), requestUrl).href).toBe(url);
});

it.each(["", "0", "65536", "localhost", "ftp://localhost/"])("refuses %j", (text) => {
  expect(() => readTarget(text)).toThrow(expect.objectContaining({ code: "argument_invalid" }));
});
