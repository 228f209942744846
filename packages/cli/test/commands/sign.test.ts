import { callerHeader, signsUrl } from "countersign";
import { schemes } from "countersign/schemes";
import { describe, expect, it } from "vitest";
import { captureFormats } from "../support/capture-formats.ts";
import { runCommand } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
/** Hex and base64 alike, so that it suits every scheme. */
const environment = { S: "00112233445566778899aabbccddeeff", K: "api-key" };
const body = Buffer.from('{"id":"evt-1","text":"37.50 °C"}\n');
const url = "https://hooks.example.org/in";

describe.each(Object.values(schemes))("sign as $id", (scheme) => {
  it("gives the headers with which verify accepts the same bytes", async () => {
    const options = ["--scheme", scheme.id, "--secret", "env:S"];
    if (callerHeader(scheme) !== undefined) options.push("--api-key", "env:K");
    if (signsUrl(scheme)) options.push("--public-url", url);
    const file = folder.write("body.json", body);

    const signed = await runCommand(["sign", "--body", file, "--json", ...options], { environment });
    expect([signed.exitCode, signed.stderr]).toEqual([0, ""]);
    const headers = JSON.parse(signed.stdout) as Record<string, string>;
    const capture = captureFormats["raw HTTP"]?.(folder, { method: "POST", url, headers, body }) ?? "";
    expect(await runCommand(["verify", capture, ...options], { environment })).toMatchObject({ exitCode: 0 });
  });
});

describe("sign", () => {
  const nabla = ["--scheme", "nabla", "--secret", "env:S", "--now", "2026-01-15T09:30:00Z"];

  it("prints a header a line and nothing else", async () => {
    const file = folder.write("body.json", body);
    const { stdout, stderr } = await runCommand(["sign", "--body", file, ...nabla], { environment });
    expect(stdout).toMatch(
      /^x-nabla-webhook-timestamp: 2026-01-15T09:30:00\.000Z\nx-nabla-webhook-signature: [0-9a-f]{64}\n$/,
    );
    expect(stderr).toBe("");
  });

  it("signs the body of a captured request anew, in whatever form it was captured", async () => {
    const outputs = [];
    for (const write of Object.values(captureFormats)) {
      const headers = { "x-nabla-webhook-signature": "old" };
      const file = write(folder, { method: "POST", url, headers, body });
      outputs.push((await runCommand(["sign", file, ...nabla], { environment })).stdout);
    }
    expect(outputs[0]).not.toContain("old");
    expect(new Set(outputs).size).toBe(1);
  });

  it("says which URL it takes for the one that is signed", async () => {
    const file = captureFormats["a curl line"]?.(folder, { method: "POST", url, headers: {}, body }) ?? "";
    const argv = ["sign", file, "--scheme", "honeybee", "--secret", "env:S"];
    const { exitCode, stderr } = await runCommand(argv, { environment });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Taking ${url} for the URL that is signed`);
  });

  it.each([
    ["both a capture and a body", ["a.http", "--body", "b", ...nabla], "argument_invalid"],
    [
      "no URL where one is signed",
      ["--body", "FILE", "--scheme", "honeybee", "--secret", "env:S"],
      "url_required",
    ],
    [
      "an id that breaks the scheme",
      ["--body", "FILE", "--scheme", "standard-webhooks", "--secret", "env:S", "--id", "a.b"],
      "id_invalid",
    ],
  ])("exits with 2 for %s", async (_, argv, code) => {
    const file = folder.write("body.json", body);
    const words = argv.map((word) => (word === "FILE" ? file : word));
    const { exitCode, stdout, stderr } = await runCommand(["sign", ...words], { environment });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(code);
  });
});
