import { spawn } from "node:child_process";
import { once } from "node:events";
import { createVerifier } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { describe, expect, it } from "vitest";
import { nablaExample } from "../../src/examples/nabla.ts";
import { recordingServer } from "../support/recording-server.ts";
import { PROGRAM, runCommand } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const environment = { S: "a shared secret text" };
const asNabla = ["--scheme", "nabla", "--secret", "env:S"];
const event = ["--event", nablaExample.eventType];

describe("send", () => {
  it("posts a fresh example event, signed as the sender signs", async () => {
    const app = await recordingServer();
    const argv = ["send", `${app.url}/hooks`, ...asNabla, ...event];
    const { exitCode, stdout, stderr } = await runCommand(argv, { environment });

    expect(stdout).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/hooks  699 B  -> 200 in \d+ ms\n$/);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const [request] = app.requests;
    const verifier = createVerifier(nabla, { keys: [{ secret: environment.S }] });
    const headers = request?.rawHeaders ?? [];
    expect(verifier.verify({ method: request?.method, headers, body: request?.body ?? "" })).toMatchObject({
      ok: true,
      eventType: nablaExample.eventType,
    });
    expect(request?.body.toString()).not.toContain(nablaExample.identity.printed);
  });

  it("sends as many events as asked for, each with an id of its own", async () => {
    const app = await recordingServer((index) => ({ status: index === 3 ? 503 : 200 }));
    const argv = ["send", app.url, ...asNabla, ...event, "--repeat", "8", "--concurrency", "4", "--json"];
    const { exitCode, stdout, stderr } = await runCommand(argv, { environment });

    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly status: number });
    expect(lines.map(({ status }) => status).filter((status) => status !== 200)).toEqual([503]);
    expect(stderr).toContain("7 of 8 were answered with 2xx");
    expect(exitCode).toBe(1);
    expect(new Set(app.requests.map(({ body }) => body.toString())).size).toBe(8);
  });

  it("ends in order when nobody reads its output any more", async () => {
    const app = await recordingServer();
    const argv = [PROGRAM, "send", app.url, ...asNabla, ...event, "--repeat", "200", "--json"];
    const child = spawn(process.execPath, argv, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdout.once("data", () => child.stdout.destroy());
    await once(child, "close");
    expect([child.exitCode, stderr]).toEqual([0, ""]);
    expect(app.requests.length).toBeLessThan(200);
  });

  it("posts the bytes of a file as they are", async () => {
    const app = await recordingServer();
    const body = Buffer.from([0x7b, 0xff, 0x0a]);
    const file = folder.write("body", body);
    const { exitCode } = await runCommand(["send", app.url, ...asNabla, "--body", file], { environment });
    expect(exitCode).toBe(0);
    expect(app.requests[0]?.body).toEqual(body);
  });

  it("exits with 1 when refused, and shows the answer only when asked", async () => {
    const app = await recordingServer(() => ({ status: 401, body: "jane doe" }));
    const argv = ["send", app.url, ...asNabla, ...event];
    const hidden = await runCommand(argv, { environment });
    expect(hidden.exitCode).toBe(1);
    expect(hidden.stdout).toMatch(/-> 401 in \d+ ms\n$/);
    const shown = await runCommand([...argv, "--show-body"], { environment });
    expect(shown.stdout).toMatch(/-> 401 in \d+ ms\njane doe\n$/);
  });

  it("says what was tampered with, and what a right receiver does", async () => {
    const app = await recordingServer(() => ({ status: 401 }));
    const argv = ["send", app.url, ...asNabla, ...event, "--tamper", "newline"];
    const { exitCode, stderr } = await runCommand(argv, { environment });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("A right receiver refuses this");
    expect(app.requests[0]?.body.at(-1)).toBe(0x0a);
  });

  it("prints what verify accepts, and sends nothing", async () => {
    const url = "http://127.0.0.1:1/hooks";
    for (const format of [[], ["--json"]]) {
      const argv = ["send", url, ...asNabla, ...event, "--print", "--show-body", ...format];
      const { exitCode, stdout } = await runCommand(argv, { environment });
      expect(exitCode).toBe(0);
      const file = folder.write("printed", stdout);
      expect(await runCommand(["verify", file, ...asNabla], { environment })).toMatchObject({
        exitCode: 0,
        stderr: "",
      });
    }
  });

  it("hides the body of what it prints unless asked for", async () => {
    const argv = ["send", "http://127.0.0.1:1/", ...asNabla, ...event, "--print"];
    for (const format of [[], ["--json"]]) {
      const { stdout, stderr } = await runCommand([...argv, ...format], { environment });
      expect(stdout).toContain("x-nabla-webhook-signature");
      expect(stdout + stderr).not.toContain("Headache");
      expect(stdout).not.toContain("bodyBase64");
    }
  });

  it("exits with 3 when nobody answers", async () => {
    // Port 1 is reserved (RFC 6335) and closed on any machine that runs tests.
    const argv = ["send", "http://127.0.0.1:1/", ...asNabla, ...event];
    const { exitCode, stdout, stderr } = await runCommand(argv, { environment });
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("cannot_reach: there is no answer: http://127.0.0.1:1 gives ECONNREFUSED");
  });

  it.each([
    ["no event", [...asNabla], "nabla has generate_note_async.succeeded"],
    ["a slip in the event", [...asNabla, "--event", "generate_note_async.suceeded"], "did you mean"],
    ["a tampering that is unknown", [...asNabla, ...event, "--tamper", "all"], "--tamper"],
    [
      "a tampering that the scheme does not have",
      [...asNabla, ...event, "--tamper", "url"],
      "tamper_not_applicable",
    ],
    [
      "more than the bound",
      [...asNabla, ...event, "--repeat", "10001"],
      "--repeat takes a whole number from 1 to 10000",
    ],
    ["too many at once", [...asNabla, ...event, "--concurrency", "65"], "--concurrency"],
    ["event and body at once", [...asNabla, ...event, "--body", "x"], "exclude each other"],
    ["a secret from an empty variable", ["--scheme", "nabla", "--secret", "env:EMPTY", ...event], "is empty"],
  ])("exits with 2 for %s", async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await runCommand(["send", "http://127.0.0.1:1/", ...argv], {
      environment: { ...environment, EMPTY: "" },
    });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  it("exits with 2 for what is no URL, and does not repeat it", async () => {
    const { exitCode, stderr } = await runCommand(["send", "jane:doe@host", ...asNabla, ...event], {
      environment,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("argument_invalid");
    expect(stderr).not.toContain("jane");
  });
});
