import { createHmac } from "node:crypto";
import { createVerifier, parseScheme } from "countersign";
import { describe, expect, it } from "vitest";
import { allExamples } from "../../../src/examples/all-examples.ts";
import { runCommand } from "../../support/run-command.ts";
import type { Finished } from "../../support/run-command.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
/** Hex, so that every scheme can make a key of it. */
const environment = {
  S: "00112233445566778899aabbccddeeff",
  T: "ffeeddccbbaa99887766554433221100",
  K: "an-api-key",
};
const publicUrl = "https://hooks.example.org/in/rx";
const seconds = "1795348800";
const body = '{"event_id":"e-1","type":"visit.closed"}';

function mac(content: string, encoding: "hex" | "base64" = "hex"): string {
  return createHmac("sha256", environment.S).update(content).digest(encoding);
}

/** Headers of senders that no built-in scheme describes. */
const madeUp: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["GitHub", { "X-Hub-Signature-256": `sha256=${mac(body)}` }],
  ["Shopify", { "X-Shop-Hmac": mac(body, "base64") }],
  ["Slack", { "X-Chat-Timestamp": seconds, "X-Chat-Signature": `v0=${mac(`v0:${seconds}:${body}`)}` }],
];

function headersLike(sender: string): Readonly<Record<string, string>> {
  return madeUp.find(([name]) => name === sender)?.[1] ?? {};
}

function capture(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return folder.write("made-up.http", `POST /in HTTP/1.1\r\nHost: a.example\r\n${lines.join("")}\r\n${body}`);
}

async function newScheme(...argv: readonly string[]): Promise<Finished> {
  return await runCommand(["schemes", "new", ...argv], { environment });
}

describe("schemes new", () => {
  it.each(allExamples.map(({ scheme, eventType }) => [scheme.id, eventType]))(
    "names the built-in scheme %s that signed a request (%s)",
    async (id, eventType) => {
      const isInsight = id === "insight-health";
      const key = isInsight ? ["--api-key", "env:K"] : [];
      const argv = [
        "--scheme",
        id,
        "--secret",
        "env:S",
        "--event",
        eventType,
        "--public-url",
        publicUrl,
        ...key,
      ];
      const sent = await runCommand(["send", "http://127.0.0.1:1/in", ...argv, "--print", "--show-body"], {
        environment,
      });
      const file = folder.write("captured.http", sent.stdout);
      const words = [file, "--secret", "env:S", "--public-url", publicUrl];
      expect(await newScheme(...words)).toMatchObject({ exitCode: 0, stdout: `built-in: ${id}\n` });
      const { stdout } = await newScheme(...words, "--json");
      expect(parseScheme(JSON.parse(stdout)).id).toBe(id);
    },
  );

  it.each(madeUp)("prints a scheme for a sender that signs as %s does", async (_, headers) => {
    const { exitCode, stdout, stderr } = await newScheme(
      capture(headers),
      "--secret",
      "env:S",
      "--id",
      "mine",
    );
    expect(exitCode).toBe(0);
    const scheme = parseScheme(JSON.parse(stdout));
    const options = { keys: [{ secret: environment.S }], now: () => Number(seconds) * 1000 };
    const verifier = createVerifier(scheme, options);
    expect(scheme.id).toBe("mine");
    expect(verifier.verify({ headers, body }).ok).toBe(true);
    expect(verifier.verify({ headers, body: `${body}\n` })).toMatchObject({ code: "no_match" });
    expect(stderr).toMatch(/^found +a scheme that is not built in\n/);
    expect(stderr).toMatch(/^review +event: id \/event_id, type \/type/m);
    expect(stderr).toMatch(/^next +save it as mine\.json, then: countersign verify .* --secret env:S/m);
  });

  it("says what was tried, prints nothing and exits with 1 when the secret is another", async () => {
    const headers = headersLike("Slack");
    const { exitCode, stdout, stderr } = await newScheme(capture(headers), "--secret", "env:T");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^NOT FOUND /);
    expect(stderr).toMatch(/^tried +the built-in schemes, then \d+ signatures/m);
  });

  it("says what it found where the scheme language has no words for it", async () => {
    const headers = { "Pay-Signature": `t=${seconds},v1=${mac(`${seconds}.${body}`)}` };
    const { exitCode, stderr } = await newScheme(capture(headers), "--secret", "env:S");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^found +HMAC-SHA-256 over timestamp "\." body, with the text of "t="/m);
  });

  it("shows neither the secret nor the body, and warns of a secret on the command line", async () => {
    const headers = headersLike("GitHub");
    const { stdout, stderr } = await newScheme(capture(headers), "--secret", environment.S);
    expect(stderr).toContain("Warning: a secret on the command line");
    expect(stdout + stderr).not.toContain(environment.S);
    expect(stdout + stderr).not.toContain("visit.closed");
  });

  it("refuses an id that no scheme may have", async () => {
    const headers = headersLike("GitHub");
    const { exitCode, stderr } = await newScheme(capture(headers), "--secret", "env:S", "--id", "Not An Id");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("scheme_invalid");
  });
});
