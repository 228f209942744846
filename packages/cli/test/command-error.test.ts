import { expect, it } from "vitest";
import { CommandError } from "../src/command-error.ts";
import { errorCodes } from "../src/error-codes.ts";
import { exitCodes } from "../src/exit-codes.ts";

it("carries the code, the remedy and the exit code of its table", () => {
  const error = new CommandError("cannot_listen", "127.0.0.1:4400 gives EADDRINUSE");
  expect(error).toMatchObject({
    code: "cannot_listen",
    exitCode: exitCodes.unreachable,
    message: "the address cannot be listened on: 127.0.0.1:4400 gives EADDRINUSE",
    remedy: errorCodes.cannot_listen.remedy,
  });
});
