import { expect, test } from "vitest";
import { requestPath } from "../../src/http/request-path.ts";

test.each([
  ["/in/a/b", "/in/a/b"],
  ["/in/a/b?x=1?y", "/in/a/b"],
  ["/%69n/a/../b//", "/%69n/a/../b//"],
  ["http://h.example/in/a/b?x", "/in/a/b"],
  ["HTTPS://h.example:8443", "/"],
  ["http://h.example?x", undefined],
  ["*", undefined],
  ["h.example:443", undefined],
  ["", undefined],
])("the path of %j is %j, literally", (target, path) => {
  expect(requestPath(target)).toBe(path);
});
