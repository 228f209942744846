import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startApiGateway } from "../support/api-gateway.ts";
import type { ApiGateway, Json } from "../support/api-gateway.ts";
import { PROGRAM } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
let gateway: ApiGateway;
beforeAll(async () => {
  gateway = await startApiGateway(folder.path);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

interface Tail {
  readonly lines: () => readonly string[];
  readonly talked: () => string;
  /** Ends it as ctrl-c does and gives its exit code. */
  readonly interrupt: () => Promise<number | null>;
}

/** Starts a tail and waits until it follows. */
async function startTail(url: string, ...argv: readonly string[]): Promise<Tail> {
  const environment = { COUNTERSIGN_URL: url, COUNTERSIGN_API_KEY: gateway.key };
  const child = spawn(process.execPath, [PROGRAM, "tail", ...argv], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  closings.push(() => child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  await expect.poll(() => stderr, { timeout: 20_000 }).toContain("Following");
  return {
    lines: () => stdout.split("\n").slice(0, -1),
    talked: () => stderr,
    interrupt: async () => {
      const ended = once(child, "close");
      child.kill("SIGINT");
      await ended;
      return child.exitCode;
    },
  };
}

async function sendOwn(type: string): Promise<string> {
  const file = folder.write("data.json", '{"note":"Headache"}');
  const [sent] = await gateway.json("events", "send", type, "--data", file);
  return String(sent?.["id"]);
}

describe("tail", () => {
  it("tells what is accepted, without what it holds, until it is interrupted", async () => {
    const tail = await startTail(gateway.url, "--json", "--only", "event.*");
    const ids: string[] = [];
    // The first may be accepted before the stream is there; a later one is told.
    await expect
      .poll(
        async () => {
          ids.push(await sendOwn("note.signed"));
          return tail.lines().length;
        },
        { timeout: 25_000, interval: 100 },
      )
      .toBeGreaterThan(0);
    const told = tail.lines().map((line) => JSON.parse(line) as Json);
    expect(ids).toContain(told[0]?.["event"]);
    expect(told[0]).toMatchObject({ kind: "event.accepted", source: "api", type: "note.signed" });
    expect(tail.lines().join("")).not.toContain("Headache");
    expect(await tail.interrupt()).toBe(0);
  });

  it("goes on after a position, as lines for people", async () => {
    const first = await startTail(gateway.url, "--json");
    await expect
      .poll(async () => (await sendOwn("one"), first.lines().length), { timeout: 25_000, interval: 100 })
      .toBeGreaterThan(0);
    const position = String((JSON.parse(first.lines()[0] ?? "{}") as Json)["position"]);
    await first.interrupt();
    const later = await sendOwn("later.one");
    const second = await startTail(gateway.url, "--after", position);
    await expect
      .poll(() => second.lines().at(-1), { timeout: 20_000 })
      .toMatch(
        new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}event.accepted +api {2}later.one {2}\\d+ B {2}${later}$`),
      );
    await second.interrupt();
  });

  it("connects again when the connection ends, after the last message it has", async () => {
    const asked: (string | undefined)[] = [];
    const data = { event: "evt_x", source: "api", type: "a", receivedAt: "2026-11-22T12:00:00.000Z" };
    const message = JSON.stringify({ ...data, bodyBytes: 1, conflictsWith: null, releasedFrom: null });
    const server = createServer((request, response) => {
      asked.push(request.headers["last-event-id"] as string | undefined);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`id: ${asked.length}\nevent: event.accepted\ndata: ${message}\n\n`);
    });
    server.listen(0, "127.0.0.1");
    closings.push(() => server.close().closeAllConnections());
    await once(server, "listening");
    const tail = await startTail(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(2);
    await tail.interrupt();
    expect(asked.slice(0, 3)).toEqual([undefined, "1", "2"]);
    expect(tail.talked()).toContain("trying again");
  });

  it("ends at once with the code of a refusal", async () => {
    const { exitCode, stderr } = await gateway.run(["tail"], { COUNTERSIGN_API_KEY: "csk_wrong" });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("unauthenticated: ")]);
  });
});
