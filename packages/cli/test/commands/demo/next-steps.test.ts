import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { GATEWAY_COMMAND, LIBRARY_SNIPPET, SENDER_COMMAND } from "../../../src/commands/demo/next-steps.ts";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

it("shows a program that runs as it stands", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", LIBRARY_SNIPPET], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(output).toBe("true\n");
});

it("names files that exist", () => {
  const paths = `${GATEWAY_COMMAND} ${SENDER_COMMAND}`.match(/examples\/\S+/g) ?? [];
  expect(paths.map((path) => [path, existsSync(ROOT + path)])).toEqual([
    ["examples/senders/nabla.yaml", true],
    ["examples/senders/send.py", true],
    ["examples/senders/bodies/nabla.body", true],
  ]);
});
