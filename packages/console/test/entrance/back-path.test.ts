import { expect, test } from "vitest";
import { backPath } from "../../src/entrance/back-path.ts";

test.each(["/console/inbox?source=nabla&type=note.*", "/console/events/evt_01?tab=payload", "/console/"])(
  "goes back to %s",
  (path) => {
    expect(backPath(path)).toBe(path);
  },
);

test.each([
  "https://elsewhere.example/console/",
  "//elsewhere.example/console/",
  "/console//elsewhere.example",
  "/console/../api/v1/x\\y",
  "/api/v1/oidc/start",
  "javascript:alert(1)",
  "",
  7,
  undefined,
])("does not go to %s", (path) => {
  expect(backPath(path)).toBeUndefined();
});
