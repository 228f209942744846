import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { recordingServer } from "./support/recording-server.ts";
import { PROGRAM } from "./support/run-command.ts";
import { startListen } from "./support/start-listen.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const GUIDE = readFileSync(new URL("../../../docs/guides/on-your-desk.md", import.meta.url), "utf8");
const SHELL_BLOCK = /```sh\n([^]*?)```/g;

/** Some fifteen processes, one after the other, on a machine that may be busy. */
const GUIDE_TIMEOUT_MS = 120_000;

const folder = temporaryFolder();
const environment = { NABLA_SECRET: "any text to play with" };

interface Ran {
  readonly line: string;
  readonly exitCode: number;
  readonly output: string;
}

/** Runs one line of the guide in a shell that has the command `countersign`. */
async function run(line: string, lineToRun: string): Promise<Ran> {
  const script = `countersign() { "$NODE" "$PROGRAM" "$@"; }\n${lineToRun}`;
  const env = { PATH: process.env["PATH"] ?? "", NODE: process.execPath, PROGRAM, ...environment };
  return await new Promise((resolve) => {
    const child = execFile("bash", ["-c", script], { cwd: folder.path, env }, (_, stdout, stderr) => {
      resolve({ line, exitCode: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

/** What the guide itself makes wrong. */
function isMeantToBeRefused(line: string): boolean {
  return /--tamper|countersign explain/.test(line);
}

it("works as written", { timeout: GUIDE_TIMEOUT_MS }, async () => {
  const lines = [...GUIDE.matchAll(SHELL_BLOCK)].flatMap(([, block = ""]) => block.trim().split("\n"));
  const app = await recordingServer();
  const listen = lines.find((line) => line.startsWith("countersign listen")) ?? "";
  const [, , , ...options] = listen.split(" ");
  const listening = await startListen([String(app.port), ...options], environment);

  const ran: Ran[] = [];
  for (const line of lines) {
    // The first block installs this repository; the listener was started above.
    if (/^(npm|alias|export) /.test(line) || line === listen) continue;
    ran.push(await run(line, line.replaceAll("4400", String(listening.port))));
  }

  const refused = ran.filter(({ exitCode }) => exitCode !== 0);
  expect(refused.map(({ exitCode }) => exitCode)).toEqual(refused.map(() => 1));
  expect(refused.map(({ line }) => line)).toEqual(lines.filter(isMeantToBeRefused));
  expect(ran.find(({ line }) => line.startsWith("countersign explain"))?.output).toContain("proved  C06");
  expect(app.requests).toHaveLength(1);
  expect((await listening.stop()).stdout).toMatch(
    / verified .*\n.*<-- {2}200 .*\n.*REFUSED.*\n {2}proved +C01 /,
  );
});
