import { describe, expect, it } from "vitest";
import { examplesOf } from "../../src/examples/all-examples.ts";
import { recordingServer } from "../support/recording-server.ts";
import { runCommand } from "../support/run-command.ts";
import { startListen } from "../support/start-listen.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const environment = { S: "a shared secret text", T: "the secret of another source" };
const publicUrl = "https://hooks.example.org/in/honeybee";

interface Explained {
  readonly verdict: { readonly ok: boolean; readonly code?: string };
  readonly findings: readonly { readonly code: string; readonly certainty: string }[];
}

/** What `send` would send, in a file. */
async function captured(scheme: string, ...argv: readonly string[]): Promise<string> {
  const [example] = examplesOf(scheme);
  const url = ["--public-url", publicUrl];
  const options = ["--scheme", scheme, "--event", example?.eventType ?? "", ...url, "--print", "--show-body"];
  const words = ["send", "http://127.0.0.1:1/in", "--secret", "env:S", ...options, ...argv];
  const { stdout } = await runCommand(words, { environment });
  return folder.write("captured.http", stdout);
}

describe("explain", () => {
  it.each([
    ["a body that was parsed and written again", "nabla", "reserialize", "C01"],
    ["a line end that was added", "suki", "newline", "C06"],
    ["a signature in another encoding", "honeybee", "encoding", "C17"],
    ["another URL than the sender was given", "honeybee", "url", "C26"],
  ])("proves %s", async (_, scheme, tamper, code) => {
    const file = await captured(scheme, "--tamper", tamper);
    const argv = [
      "explain",
      file,
      "--scheme",
      scheme,
      "--secret",
      "env:S",
      "--public-url",
      publicUrl,
      "--json",
    ];
    const { exitCode, stdout } = await runCommand(argv, { environment });
    const { verdict, findings } = JSON.parse(stdout) as Explained;
    expect(exitCode).toBe(1);
    expect(verdict.ok).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ code, certainty: "proved" }));
  });

  it("tells the cause first, then its proof, the remedy and what was fine, and shows neither body nor secret", async () => {
    const file = await captured("nabla", "--tamper", "reserialize");
    const argv = [file, "--scheme", "nabla", "--secret", "env:S"];
    const { stdout, stderr } = await runCommand(["explain", ...argv], { environment });
    expect(stdout).toMatch(
      /^REFUSED {2}no_match: [^\n]+\n {2}proved +C01 [^\n]+\n {2}proof +[^\n]+\n {2}fix +/,
    );
    expect(stdout).toMatch(/^ {2}page +docs\/causes\/C01\.md$/m);
    expect(stdout).toMatch(/^ {2}fine +method POST · /m);
    expect(stdout).toMatch(/^ {2}tried +\d+ signatures in \d+ ms$/m);
    expect(stdout + stderr).not.toContain("Headache");
    expect(stdout + stderr).not.toContain(environment.S);

    const same = await runCommand(["verify", "--explain", ...argv], { environment });
    expect(same.stdout).toMatch(/^ {2}proved +C01 /m);
    expect(same.exitCode).toBe(1);
  });

  it("proves which other secret signed", async () => {
    const file = await captured("suki");
    const argv = ["explain", file, "--scheme", "suki", "--secret", "env:T", "--other-secret", "env:S"];
    const { stdout } = await runCommand(argv, { environment });
    expect(stdout).toMatch(/^ {2}proved +C12 /m);
    expect(stdout).toContain('"env:S …text"');
  });

  it("warns of another secret on the command line, and does not show it", async () => {
    const file = await captured("suki");
    const argv = ["explain", file, "--scheme", "suki", "--secret", "env:T", "--other-secret", environment.S];
    const { stdout, stderr } = await runCommand(argv, { environment });
    expect(stdout).toMatch(/^ {2}proved +C12 /m);
    expect(stderr).toContain("Warning: a secret on the command line");
    expect(stdout + stderr).not.toContain(environment.S);
  });

  it("explains a secret that cannot be used at all", async () => {
    const file = await captured("suki");
    const argv = ["explain", file, "--scheme", "zentact", "--secret", "env:S"];
    const { exitCode, stdout } = await runCommand(argv, { environment });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^REFUSED {2}secret_not_hex: a secret is not hex\n/);
    expect(stdout).toMatch(/C33 /);
  });

  it("says so when nothing fits, and where to look", async () => {
    const file = await captured("nabla", "--tamper", "body");
    const argv = ["explain", file, "--scheme", "nabla", "--secret", "env:S"];
    const { exitCode, stdout } = await runCommand(argv, { environment });
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain("proved");
    expect(stdout).toMatch(/^ {2}look at +/m);
    expect(stdout).toMatch(/^ {2}in short +/m);
  });

  it("has nothing to explain about a request that is right", async () => {
    const file = await captured("nabla");
    const argv = ["explain", file, "--scheme", "nabla", "--secret", "env:S"];
    const { exitCode, stdout } = await runCommand(argv, { environment });
    expect([exitCode, stdout]).toEqual([0, "verified  Accepted: there is nothing to explain.\n"]);
  });

  it("writes a report for the sender's ticket, without body or secret", async () => {
    const file = await captured("nabla", "--tamper", "reserialize");
    const argv = ["explain", file, "--scheme", "nabla", "--secret", "env:S", "--report"];
    const { stdout } = await runCommand(argv, { environment });
    expect(stdout).toMatch(/^Webhook signature report /);
    expect(stdout).toContain("C01");
    expect(stdout).not.toContain("Headache");
    expect(stdout).not.toContain(environment.S);
  });

  it("reads standard input once", async () => {
    const argv = ["explain", "-", "--scheme", "nabla", "--secret", "env:S", "--other-secret", "stdin"];
    const { exitCode, stderr } = await runCommand(argv, { environment });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("stdin_taken");
  });
});

it("listen explains a refusal where it tells of it", async () => {
  const app = await recordingServer();
  const asSuki = ["--scheme", "suki", "--secret", "env:S"];
  const listening = await startListen([String(app.port), ...asSuki], environment);
  const argv = ["send", listening.url, ...asSuki, "--event", "success", "--tamper", "newline"];
  expect((await runCommand(argv, { environment })).exitCode).toBe(1);
  const { stdout } = await listening.stop();
  expect(stdout).toMatch(/REFUSED {2}no_match: [^\n]+\n {2}proved +C06 /);
});
