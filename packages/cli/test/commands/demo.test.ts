import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runDemo } from "../../src/commands/demo.ts";
import { startGatewayProcess } from "../../src/commands/demo/gateway-process.ts";
import type { GatewayProcess, GatewayStart } from "../../src/commands/demo/gateway-process.ts";
import type { Row } from "../../src/commands/demo/rows.ts";
import { startLenientGateway } from "../support/lenient-gateway.ts";
import { processesMentioning } from "../support/processes-mentioning.ts";
import { PROGRAM, runCommand } from "../support/run-command.ts";

const SENDERS = ["Insight Health", "Nabla Core API", "Suki", "Honeybee Health", "Zentact"];
const STORIES = ["well-signed", "replayed", "tampered", "stale", "new-key"];
const SCHEMES_WITH_TIME = ["nabla", "suki"];
const STUCK_DEMO = fileURLToPath(new URL("../support/stuck-demo.mjs", import.meta.url));
/** A terminal of usual width; only a command to be copied may be longer than 80. */
const MAX_COLUMNS = 100;

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "countersign-test-"));
  // Where the demo in this process makes its own folder.
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  const left = { files: await readdir(temporary), processes: processesMentioning(temporary) };
  await rm(temporary, { recursive: true, force: true });
  // Whatever a test did to the demo.
  if (left.files.length + left.processes.length > 0) throw new Error(`left behind: ${JSON.stringify(left)}`);
});

/** The demo's own temporary folder then lies in the test's. */
function environment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { TMPDIR: temporary, ...more };
}

/** The command in this process, with another way to start its gateway. */
async function run(
  startGateway: (start: GatewayStart) => Promise<GatewayProcess>,
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const shown = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await runDemo({}, { stdout, stderr, startGateway });
  stdout.end();
  stderr.end();
  const [out, talk] = await shown;
  return { exitCode, stdout: out, stderr: talk };
}

describe("countersign demo", () => {
  it("shows every story of every vendor as it should be, and leaves nothing behind", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["demo"], {
      environment: environment({ CI: "true" }),
    });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/Stopping …\n$/) });
    for (const sender of SENDERS) expect(stdout).toContain(`\n${sender} · `);
    expect(stdout.match(/^ {2}.* 200 accepted .* ✓ verified$/gm)).toHaveLength(10);
    expect(stdout.match(/^ {2}the same again .* 200 duplicate .* – not again$/gm)).toHaveLength(5);
    expect(stdout.match(/^ {2}one byte changed .* 40[13] refused .* – nothing$/gm)).toHaveLength(5);
    expect(stdout.match(/^ {2}signed \d+ s ago .* 401 refused .* – nothing$/gm)).toHaveLength(2);
    expect(stdout.match(/^ {2}an old signature .* this sender signs no time .*–$/gm)).toHaveLength(3);
    expect(stdout).toContain("10 accepted = 10 delivered = 10 verified");
    expect(stdout).toContain("7 refused, 0 of them stored; 5 repeated, 0 delivered again");
  });

  it("prints no colours without a terminal, and no line that a terminal would fold", async () => {
    const { stdout } = await runCommand(["demo"], { environment: environment() });

    expect(stdout).not.toContain("\u001B");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(MAX_COLUMNS);
  });

  it("prints its rows as JSON and nothing else on standard output with --json", async () => {
    const { exitCode, stdout } = await runCommand(["demo", "--json"], { environment: environment() });

    const rows = JSON.parse(stdout) as readonly Row[];
    expect(exitCode).toBe(0);
    expect(rows.map(({ sender, story }) => `${sender}: ${story}`)).toEqual(
      SENDERS.flatMap((sender) => STORIES.map((story) => `${sender}: ${story}`)),
    );
    for (const row of rows) {
      expect(row).toMatchObject({ problems: [], isVerified: row.outcome === "accepted" });
      expect(row.status === null).toBe(row.story === "stale" && !SCHEMES_WITH_TIME.includes(row.scheme));
    }
    expect(rows.filter(({ status }) => status === 403).map(({ scheme }) => scheme)).toEqual(["zentact"]);
  });

  it("shows no secret and nothing of a body", async () => {
    const table = await runCommand(["demo"], { environment: environment() });
    const json = await runCommand(["demo", "--json"], { environment: environment() });

    const shown = [table, json].map(({ stdout, stderr }) => stdout + stderr).join("");
    // Its secrets are 32 random bytes in hex, or in base64 after whsec_.
    expect(shown).not.toMatch(/[0-9a-f]{64}|whsec_/);
    expect(shown).not.toMatch(/Jane|Headache|ATORVASTATIN|20965414-929a|UBWCE2Bfi5xb/);
  });

  it("pays no heed to settings that are meant for a gateway of one's own", async () => {
    const settings = { COUNTERSIGN_PORT: "1", COUNTERSIGN_DATA: "/nowhere", COUNTERSIGN_MASTER_KEY: "none" };
    expect(await runCommand(["demo"], { environment: environment(settings) })).toMatchObject({ exitCode: 0 });
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends its gateway and cleans up when %s stops it on the way",
    async (signal) => {
      const { exitCode, stdout, stderr } = await runCommand([], {
        program: STUCK_DEMO,
        environment: environment(),
        onStderr: (piece, child) => {
          if (piece.includes("Playing Insight Health")) child.kill(signal);
        },
      });

      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toContain(`The demo did not finish: stopped by ${signal}`);
    },
  );

  it("cleans up when it is stopped before its gateway listens", async () => {
    const { exitCode, stderr } = await runCommand(["demo"], {
      environment: environment(),
      onStderr: (piece, child) => {
        if (piece.includes("Starting")) child.kill("SIGTERM");
      },
    });

    expect(exitCode).toBe(1);
    expect(stderr).toContain("The demo did not finish: stopped by SIGTERM");
  });

  it("calls an unknown option wrong usage", async () => {
    expect(await runCommand(["demo", "--nonsense"])).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("runDemo", () => {
  it("fails and names each row when a gateway accepts what it must refuse", async () => {
    const { exitCode, stdout, stderr } = await run(async (start) => {
      const real = await startGatewayProcess({ ...start, program: PROGRAM });
      const lenient = await startLenientGateway(real.url);
      return {
        url: lenient.url,
        logLines: real.logLines,
        stop: async () => {
          await lenient.close();
          return await real.stop();
        },
      };
    });

    expect(exitCode).toBe(1);
    for (const sender of SENDERS) expect(stderr).toContain(`${sender}, one byte changed: expected 40`);
    expect(stderr).toContain("Nabla Core API, signed 90 s ago: expected 401 refused, got 200 accepted.");
    expect(stderr).toContain("Zentact, one byte changed: expected 403 refused, got 200 accepted.");
    expect(stderr).toContain("The counts differ: 17 accepted, 10 delivered, 10 verified.");
    expect(stdout).toContain("Not proved");
    expect(stdout).not.toContain("Next");
  });

  it("fails with the gateway's last lines when the gateway dies on the way", async () => {
    const { exitCode, stdout, stderr } = await run(async (start) => {
      const real = await startGatewayProcess({ ...start, program: PROGRAM });
      await real.stop();
      return real;
    });

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/The demo did not finish: .*ECONNREFUSED/);
    expect(stderr).toMatch(/The gateway's last lines:\n.*"event":"/);
  });

  it("fails with the gateway's own words when the gateway does not start", async () => {
    const { exitCode, stderr } = await run((start) =>
      startGatewayProcess({ ...start, program: PROGRAM, environment: {} }),
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain("The demo did not finish: the gateway ended at its start");
    expect(stderr).toContain("DEMO_NABLA_NEW_SECRET");
  });
});
