import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { callerHeader, createSigner, createVerifier, signsUrl } from "countersign";
import { schemes } from "countersign/schemes";
import { nabla } from "countersign/schemes/nabla";
import { describe, expect, it } from "vitest";
import { examplesOf } from "../../src/examples/all-examples.ts";
import { tampers } from "../../src/play/tampers.ts";
import { recordingServer } from "../support/recording-server.ts";
import { runCommand } from "../support/run-command.ts";
import { startListen } from "../support/start-listen.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

/** Hex and base64 alike, so that it suits every scheme. */
const environment = { S: "00112233445566778899aabbccddeeff", K: "api-key" };
const publicUrl = "https://hooks.example.org/in";
const asNabla = ["--scheme", "nabla", "--secret", "env:S"];

interface Told {
  readonly bytes: number;
  readonly verdict: { readonly ok: boolean; readonly code?: string; readonly eventType?: string };
  readonly app?: { readonly status?: number; readonly problem?: string };
}

function linesOf(stdout: string): readonly Told[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Told);
}

/** A signed request of Nabla. */
function signed(body: Uint8Array): Record<string, string> {
  return createSigner(nabla, { keys: [{ secret: environment.S }] }).sign({ body });
}

interface Posting {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

async function post(
  url: string,
  { headers, body }: Posting,
): Promise<IncomingMessage & { readonly text: string }> {
  const outgoing = httpRequest(url, { method: "POST", headers, agent: false });
  outgoing.end(body);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of answer as AsyncIterable<Buffer>) text += chunk.toString();
  return Object.assign(answer, { text });
}

describe.each(Object.values(schemes))("listen to $id", (scheme) => {
  const options = ["--scheme", scheme.id, "--secret", "env:S"];
  if (callerHeader(scheme) !== undefined) options.push("--api-key", "env:K");
  if (signsUrl(scheme)) options.push("--public-url", publicUrl);

  it("passes what send brings to the app byte for byte, and refuses all that is tampered with", async () => {
    const app = await recordingServer(() => ({ status: 204 }));
    const listening = await startListen([String(app.port), ...options, "--json"], environment);
    const [example] = examplesOf(scheme.id);
    if (example === undefined) throw new Error("no example");
    const bring = async (...argv: readonly string[]): Promise<number | null> => {
      const words = ["send", `${listening.url}hooks?a=%20b`, ...options, ...argv];
      return (await runCommand(words, { environment })).exitCode;
    };

    const file = folder.write("body", example.body);
    expect(await bring("--body", file)).toBe(0);
    const [arrived] = app.requests;
    expect([arrived?.method, arrived?.url]).toEqual(["POST", "/hooks?a=%20b"]);
    expect(arrived?.body.toString()).toBe(example.body);
    // The app itself could verify what it got.
    const headers = arrived?.rawHeaders ?? [];
    const body = arrived?.body ?? "";
    const keys = [{ secret: environment.S }];
    const caller = { id: "caller", organization: "test", apiKey: environment.K, keys };
    const who = callerHeader(scheme) === undefined ? { keys } : { callers: [caller] };
    expect(createVerifier(scheme, { ...who, publicUrl }).verify({ headers, body })).toMatchObject({
      ok: true,
    });

    const refusals: (number | null)[] = [];
    for (const [kind, { isHarmless }] of Object.entries(tampers)) {
      if (isHarmless !== true) refusals.push(await bring("--event", example.eventType, "--tamper", kind));
    }
    const { exitCode, stdout } = await listening.stop();
    const [first, ...others] = linesOf(stdout);
    expect(first).toMatchObject({
      verdict: { ok: true, eventType: example.eventType },
      app: { status: 204 },
    });
    expect(others.map(({ verdict }) => verdict.ok)).not.toContain(true);
    // 1: refused; 2: the scheme has nothing of the kind to tamper with.
    expect(refusals.filter((each) => each === 1)).toHaveLength(others.length);
    expect(refusals.filter((each) => each !== 1 && each !== 2)).toEqual([]);
    expect(app.requests).toHaveLength(1);
    expect(exitCode).toBe(0);
  });
});

describe("listen", () => {
  it("passes on bytes that are no text, the headers as they were spelt, and the app's answer", async () => {
    const app = await recordingServer(() => ({ status: 418, body: "short and stout" }));
    const { url } = await startListen([`${app.url}/`, ...asNabla], environment);
    const body = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0xc3]);
    const headers = {
      ...signed(body),
      "X-Odd-SPELLING": "é kept".normalize("NFC"),
      Host: "hooks.example.org",
    };

    const answer = await post(url, { headers, body });
    expect([answer.statusCode, answer.text]).toEqual([418, "short and stout"]);
    expect(answer.rawHeaders).toEqual(expect.arrayContaining(["X-App", "test"]));
    const [arrived] = app.requests;
    expect(arrived?.body).toEqual(body);
    expect(arrived?.rawHeaders).toEqual(
      expect.arrayContaining(["X-Odd-SPELLING", "Host", "hooks.example.org"]),
    );
  });

  it("takes a body in chunks and passes it on whole, with its length", async () => {
    const app = await recordingServer();
    const { url } = await startListen([String(app.port), ...asNabla], environment);
    const body = Buffer.from('{"a":1}');
    await post(url, { headers: { ...signed(body), "Transfer-Encoding": "chunked" }, body });
    expect(app.requests[0]?.body).toEqual(body);
    expect(app.requests[0]?.rawHeaders).toEqual(expect.arrayContaining(["Content-Length", "7"]));
    expect(app.requests[0]?.rawHeaders).not.toContain("Transfer-Encoding");
  });

  it("sends all requests to the path of the app's URL, where it has one", async () => {
    const app = await recordingServer();
    const { url } = await startListen([`${app.url}/webhooks/nabla`, ...asNabla], environment);
    const body = Buffer.from("{}");
    await post(`${url}elsewhere?a=1`, { headers: signed(body), body });
    expect(app.requests[0]?.url).toBe("/webhooks/nabla?a=1");
  });

  it("tells of each request in lines, and never shows a body or a secret", async () => {
    const app = await recordingServer();
    const listening = await startListen([String(app.port), ...asNabla], environment);
    const body = Buffer.from('{"id":"evt-1","type":"note.done","data":"jane doe"}');
    await post(listening.url, { headers: signed(body), body });
    const refused = await post(listening.url, { headers: signed(Buffer.from("other")), body });
    expect([refused.statusCode, refused.text]).toEqual([401, '{"error":"unauthorized"}']);

    const { stdout, stderr } = await listening.stop();
    const [judged, answered, refusal, found, ...rest] = stdout.split("\n");
    expect(judged).toMatch(/^\d\d:\d\d:\d\d  -->  note\.done  51 B  verified  key 1, [\d.]+ s old  evt-1$/);
    expect(answered).toMatch(/^\d\d:\d\d:\d\d  <--  200  POST \/  \d+ ms$/);
    expect(refusal).toMatch(
      /^\d\d:\d\d:\d\d  -->  51 B  REFUSED  no_match: no key that counts gives this signature$/,
    );
    expect(found).toBe("  found    key 1 (env:S …eeff) gives another signature than the one received");
    expect(rest.join("\n")).toContain("look at");
    expect(stderr).toContain("scheme nabla (hmac-sha256, hex, timestamp+body, 60 s)  secret env:S …eeff");
    expect(stdout + stderr).not.toContain("jane");
    expect(stdout + stderr).not.toContain(environment.S);
  });

  it("names the key that matched while keys change", async () => {
    const app = await recordingServer();
    const argv = [String(app.port), "--scheme", "nabla", "--secret", "env:NEW", "--secret", "env:S"];
    const listening = await startListen([...argv, "--output", "compact"], { ...environment, NEW: "new" });
    const body = Buffer.from("{}");
    await post(listening.url, { headers: signed(body), body });
    const { stdout } = await listening.stop();
    expect(stdout).toMatch(/^\S+  -->  unknown  2 B  verified  key 2, [\d.]+ s old  <--  200  \d+ ms\n$/);
  });

  it("tells of trouble only when it is to be quiet", async () => {
    const app = await recordingServer();
    const listening = await startListen([String(app.port), ...asNabla, "--output", "quiet"], environment);
    const body = Buffer.from("{}");
    await post(listening.url, { headers: signed(body), body });
    await post(listening.url, { headers: {}, body });
    const { stdout } = await listening.stop();
    expect(stdout).toMatch(/^\S+  -->  2 B  REFUSED  missing_header: a header is missing\n$/);
  });

  it("answers 502 and says why when the app does not answer", async () => {
    // Port 1 is reserved (RFC 6335) and closed on any machine that runs tests.
    const listening = await startListen(["1", ...asNabla], environment);
    const body = Buffer.from("{}");
    expect((await post(listening.url, { headers: signed(body), body })).statusCode).toBe(502);
    const { stdout } = await listening.stop();
    expect(stdout).toContain("the app does not answer: ECONNREFUSED");
  });

  it("refuses a body above the limit without reading it all", async () => {
    const app = await recordingServer();
    const listening = await startListen(
      [String(app.port), ...asNabla, "--max-body", "4", "--json"],
      environment,
    );
    const body = Buffer.from("12345");
    expect((await post(listening.url, { headers: signed(body), body })).statusCode).toBe(413);
    const { stdout } = await listening.stop();
    expect(linesOf(stdout)).toMatchObject([{ verdict: { ok: false, code: "body_too_large" } }]);
    expect(app.requests).toEqual([]);
  });

  it("refuses a repeated header, which Node would have joined", async () => {
    const app = await recordingServer();
    const listening = await startListen([String(app.port), ...asNabla, "--json"], environment);
    const body = Buffer.from("{}");
    const lines = Object.entries(signed(body)).map(([name, value]) => `${name}: ${value}\r\n`);
    const again = lines[0] ?? "";
    const socket = connect(listening.port, "127.0.0.1");
    socket.end(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n${lines.join("")}${again}\r\n{}`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
    expect(linesOf((await listening.stop()).stdout)[0]?.verdict.code).toBe("repeated_header");
  });

  it("exits with 3 when the port is in use", async () => {
    const app = await recordingServer();
    const argv = ["listen", "3000", ...asNabla, "--port", String(app.port)];
    const { exitCode, stdout, stderr } = await runCommand(argv, { environment });
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toContain(
      `cannot_listen: the address cannot be listened on: 127.0.0.1:${app.port} gives EADDRINUSE`,
    );
  });

  it.each([
    ["no app", [...asNabla], "missing required argument"],
    ["an app that is neither port nor URL", ["localhost", ...asNabla], "argument_invalid"],
    ["a port beyond the last", ["70000", ...asNabla], "from 1 to 65535"],
    [
      "no URL where one is signed",
      ["3000", "--scheme", "honeybee", "--secret", "env:S"],
      "public_url_required",
    ],
    ["an output that is unknown", ["3000", ...asNabla, "--output", "loud"], "--output"],
  ])("exits with 2 for %s", async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await runCommand(["listen", ...argv], { environment });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
