import { describe, expect, it } from "vitest";
import { captureFormats } from "../support/capture-formats.ts";
import type { ToCapture } from "../support/capture-formats.ts";
import { runCommand } from "../support/run-command.ts";
import type { Finished } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { vendorVectors } from "../support/vendor-vectors.ts";
import type { VendorVector } from "../support/vendor-vectors.ts";

const folder = temporaryFolder();
const vectors = vendorVectors();
const formats = Object.values(captureFormats);

/** One request of each vendor with something in its body, in one form after the other. */
const captures = [...vectors].map(([id, ofScheme], index) => {
  const vector = ofScheme.find(
    ({ expect: expected, bodyBase64 }) => expected === "accept" && bodyBase64 !== "",
  );
  const write = formats[index % formats.length];
  if (vector === undefined || write === undefined) throw new Error(`no vector of ${id}`);
  return { id, vector, write };
});

function requestOf({ method, url, headers, bodyBase64 }: VendorVector): ToCapture {
  return { method, url, headers, body: Buffer.from(bodyBase64, "base64") };
}

/** Runs `verify` with the vector's secrets in the environment. */
async function verify(id: string, vector: VendorVector, ...argv: readonly string[]): Promise<Finished> {
  const environment: Record<string, string> = {};
  const options: string[] = ["--scheme", id];
  for (const [index, secret] of vector.secrets.entries()) {
    environment[`S${index}`] = secret;
    options.push("--secret", `env:S${index}`);
  }
  if (id === "insight-health") {
    environment["K"] = vector.headers["X-API-Key"] ?? "";
    options.push("--api-key", "env:K");
  }
  if (vector.keyEncoding !== undefined) options.push("--key-encoding", vector.keyEncoding);
  if (vector.nowMs !== undefined) options.push("--now", String(vector.nowMs));
  if (id === "honeybee") options.push("--public-url", vector.url);
  return await runCommand(["verify", ...argv, ...options], { environment });
}

describe.each(captures)("verify of a captured request of $id", ({ id, vector, write }) => {
  it("says what was proved and exits with 0", async () => {
    const { exitCode, stdout, stderr } = await verify(id, vector, write(folder, requestOf(vector)));
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^verified\n  key +key \d \(env:S\d/);
    expect(exitCode).toBe(0);
  });

  it("refuses another secret with the code, and exits with 1", async () => {
    const other = { ...vector, secrets: ["00112233445566778899aabbccddeeff"] };
    const { exitCode, stdout } = await verify(id, other, write(folder, requestOf(vector)), "--json");
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { ok: false, code: "no_match" } });
    expect(exitCode).toBe(1);
  });
});

describe("verify", () => {
  const nabla = vectors.get("nabla")?.find(({ name }) => name === "seed-example");
  if (nabla === undefined) throw new Error("no vector");

  it("tells key, event, type and age", async () => {
    const { stdout } = await verify(
      "nabla",
      nabla,
      captureFormats["raw HTTP"]?.(folder, requestOf(nabla)) ?? "",
    );
    expect(stdout).toMatch(/^  event   0cf0b04d-5bbe-47a9-9601-3dd037644f65$/m);
    expect(stdout).toMatch(/^  type    generate_note_async\.succeeded$/m);
    expect(stdout).toMatch(/^  signed  2024-07-15T12:47:34\.730Z, [\d.]+ s old$/m);
  });

  it("calls an old request stale, says how old, and that --now judges it at another moment", async () => {
    const { nowMs: _, ...withoutClock } = nabla;
    const file = captureFormats["a JSON export"]?.(folder, requestOf(nabla)) ?? "";
    const { exitCode, stdout } = await verify("nabla", withoutClock, file);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^REFUSED  stale: /);
    expect(stdout).toMatch(
      /^  found    signed at 2024-07-15T12:47:34\.730Z, [\d.]+ days old, at most 1\.0 min off$/m,
    );
    expect(stdout).toContain("--now");
  });

  it("notes why the capture may not hold the bytes that were sent, and shows none of them", async () => {
    const request = requestOf(nabla);
    const longer = {
      ...request,
      headers: { ...request.headers, "Content-Length": String(request.body.length) },
    };
    const body = Buffer.concat([request.body, Buffer.from("\n")]);
    const file = captureFormats["raw HTTP"]?.(folder, { ...longer, body }) ?? "";
    const { exitCode, stdout, stderr } = await verify("nabla", nabla, file);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `Note: Content-Length says ${request.body.length}, the file holds ${body.length}`,
    );
    expect(stdout).toContain("ends in LF");
    expect(stdout + stderr).not.toMatch(/Headache|fatigue/);
    for (const secret of nabla.secrets) expect(stdout + stderr).not.toContain(secret);
  });

  it("warns of a secret on the command line and goes on", async () => {
    const file = captureFormats["a curl line"]?.(folder, requestOf(nabla)) ?? "";
    const [secret = ""] = nabla.secrets;
    const argv = ["verify", file, "--scheme", "nabla", "--secret", secret, "--now", String(nabla.nowMs)];
    const { exitCode, stdout, stderr } = await runCommand(argv);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("Warning: a secret on the command line");
    expect(stdout + stderr).not.toContain(secret);
  });

  it.each([
    ["an unknown scheme", ["--scheme", "nablaa", "--secret", "env:S"], "did you mean nabla?"],
    ["no secret", ["--scheme", "nabla"], "--secret"],
    ["a variable that is not set", ["--scheme", "nabla", "--secret", "env:ABSENT"], "secret_missing"],
    [
      "no API key where one is needed",
      ["--scheme", "insight-health", "--secret", "env:S"],
      "api_key_missing",
    ],
    ["secret and capture from one place", ["-", "--scheme", "nabla", "--secret", "stdin"], "stdin_taken"],
    ["a file that is not there", ["/absent.http", "--scheme", "nabla", "--secret", "env:S"], "ENOENT"],
    [
      "a clock that is none",
      ["/dev/null", "--scheme", "nabla", "--secret", "env:S", "--now", "noon"],
      "--now",
    ],
    ["a secret that is no hex", ["--scheme", "zentact", "--secret", "env:S"], "secret_not_hex"],
    ["an empty capture", ["/dev/null", "--scheme", "nabla", "--secret", "env:S"], "capture_not_understood"],
  ])("exits with 2 for %s", async (_, argv, message) => {
    const file = (argv[0] ?? "").startsWith("--") ? [folder.write("any.http", "POST / HTTP/1.1\n\n")] : [];
    const environment = { S: "shared text" };
    const { exitCode, stdout, stderr } = await runCommand(["verify", ...file, ...argv], { environment });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("shared text");
  });
});
