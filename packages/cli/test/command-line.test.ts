import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commands } from "../src/commands.ts";

const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command to its end. */
function run(...argv: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...argv], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

describe("the command itself", () => {
  test("--help lists every command with its summary on standard output", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const [name, { summary }] of Object.entries(commands)) {
      expect(stdout).toContain(name);
      expect(stdout).toContain(summary);
    }
  });

  test("without a command it shows the same and exits with 2", async () => {
    const [bare, help] = await Promise.all([run(), run("--help")]);
    expect([bare.code, bare.stdout]).toEqual([2, help.stdout]);
  });

  test("--version prints the version alone", async () => {
    expect(await run("--version")).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: "",
    });
  });

  test("an unknown command exits with 2 and says nothing on standard output", async () => {
    for (const name of ["sevre", "toString", "__proto__"]) {
      const { code, stdout, stderr } = await run(name);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("countersign --help");
    }
  });
});
