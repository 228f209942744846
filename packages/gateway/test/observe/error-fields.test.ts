import { expect, test } from "vitest";
import { GatewayError } from "../../src/errors.ts";
import { errorFields } from "../../src/observe/error-fields.ts";

test.each([
  ["a system error", Object.assign(new Error("open '/secret'"), { code: "ENOENT" }), "Error", "ENOENT"],
  ["one of ours", new GatewayError("store_unavailable", "full"), "GatewayError", "store_unavailable"],
  [
    "a cause's code",
    new TypeError("x", { cause: Object.assign(new Error("y"), { code: "EIO" }) }),
    "TypeError",
    "EIO",
  ],
  ["no code", new RangeError("a body"), "RangeError", "none"],
  ["a code that is a sentence", Object.assign(new Error("x"), { code: "a body here" }), "Error", "none"],
  ["a name that is a sentence", Object.assign(new Error("x"), { name: "a body here" }), "Error", "none"],
  ["a text", "a body", "NotAnError", "none"],
  ["nothing", undefined, "NotAnError", "none"],
])("tells class and code of %s, never a message", (_, error, errorClass, errorCode) => {
  expect(errorFields(error)).toEqual({ errorClass, errorCode });
});
