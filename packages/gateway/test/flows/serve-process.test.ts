import { mkdir, readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { closedPort } from "../support/closed-port.ts";
import { engineHas, engineUnderTest } from "../support/engine-under-test.ts";
import { runCommandToEnd, serveArguments, startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { nablaEvent, northside, postNabla, signNabla } from "./support/senders.ts";

interface Started extends AsyncDisposable {
  readonly process: GatewayProcess;
  readonly configurationFile: string;
  readonly dataDirectory: string;
}

async function start(flags: readonly string[] = []): Promise<Started> {
  const directory = await temporaryDirectory("serve");
  const configurationFile = join(directory.path, "countersign.yaml");
  const dataDirectory = join(directory.path, "data");
  await writeFile(configurationFile, JSON.stringify(northside));
  const process = await startGatewayProcess({ dataDirectory, configurationFile, flags });
  return {
    process,
    configurationFile,
    dataDirectory,
    [Symbol.asyncDispose]: async () => {
      await process.kill();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** Sends the head of a good request and half of its body; `finish` sends the rest and reads the answer. */
async function halfSent(url: string, id: string): Promise<{ readonly finish: () => Promise<string> }> {
  const body = nablaEvent(id);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  const closed = once(socket, "close");
  const headers = { host: "a", "content-length": String(body.length), ...signNabla({ body }) };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /in/northside/nabla HTTP/1.1\r\n${head.join("")}\r\n${body.slice(0, 10)}`);
  return {
    finish: async () => {
      socket.write(body.slice(10));
      await closed;
      return Buffer.concat(chunks).toString("latin1");
    },
  };
}

describe("signals", () => {
  test("SIGTERM in the middle of a request: it is finished and answered, then the process exits with 0", async () => {
    await using started = await start();
    const request = await halfSent(started.process.url, "term-1");
    await expect.poll(() => bodyBytesInFlight(started.process.url)).toBe(10);
    started.process.signal("SIGTERM");
    await started.process.logged("gateway_stopping");
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 200 [^]*"duplicate":false\}$/);
    expect(await started.process.exited).toBe(0);
    expect(started.process.countOf("gateway_stopped")).toBe(1);
  });

  test("SIGTERM in the moment in which it begins to listen stops it as well", async () => {
    await using started = await start();
    started.process.signal("SIGTERM");
    expect(await started.process.exited).toBe(0);
    expect(started.process.countOf("gateway_stopped")).toBe(1);
  });

  test("a request that does not end is cut when the stop time is over", async () => {
    await using started = await start(["--stop-timeout-ms", "200"]);
    const request = await halfSent(started.process.url, "cut-1");
    await expect.poll(() => bodyBytesInFlight(started.process.url)).toBe(10);
    started.process.signal("SIGINT");
    expect(await started.process.exited).toBe(0);
    expect(started.process.countOf("stop_deadline_passed")).toBe(1);
    expect(await request.finish()).toBe("");
  });

  test("a second signal ends the process at once", async () => {
    await using started = await start();
    await halfSent(started.process.url, "twice-1");
    await expect.poll(() => bodyBytesInFlight(started.process.url)).toBe(10);
    started.process.signal("SIGTERM");
    await started.process.logged("gateway_stopping");
    started.process.signal("SIGTERM");
    expect(await started.process.exited).toBe(1);
  });

  test("SIGHUP reads the file anew; one with problems changes nothing", async () => {
    await using started = await start();
    const { process, configurationFile } = started;
    await writeFile(configurationFile, "organizations: [{ name: Northside }]");
    process.signal("SIGHUP");
    await process.logged("configuration_rejected");
    expect((await postNabla(`${process.url}/in/northside/nabla`, "hup-1")).status).toBe(200);
    await writeFile(configurationFile, "organizations: [{ name: northside }]");
    const applied = process.countOf("configuration_applied");
    process.signal("SIGHUP");
    await process.logged("configuration_applied", applied);
    await expect
      .poll(async () => (await postNabla(`${process.url}/in/northside/nabla`, "hup-2")).status)
      .toBe(401);
  });
});

describe("start", () => {
  test("one line says version, Node, store and address, and one each source's receive URL", async () => {
    await using started = await start();
    const { url } = started.process;
    const receiveUrl = `  northside/nabla  nabla  POST ${url}/in/northside/nabla\n`;
    await expect.poll(() => started.process.written().stderr.toString()).toContain(receiveUrl);
    const version = process.versions.node.replaceAll(".", "\\.");
    const where = engineUnderTest === "sqlite" ? "data \\S+" : "postgres 127\\.0\\.0\\.1:\\d+/\\w+";
    expect(started.process.written().stderr.toString()).toMatch(
      new RegExp(`^countersign \\d+\\.\\d+\\.\\d+  node ${version}  ${where}  ${url}$`, "m"),
    );
    expect(started.process.written().stdout.toString()).toBe("");
  });

  test("without a source it says how to add one", async () => {
    await using directory = await temporaryDirectory("serve");
    await using gateway = await startGatewayProcess({ dataDirectory: join(directory.path, "data") });
    await expect.poll(() => gateway.written().stderr.toString()).toContain("No sources yet");
  });

  test("events survive a stop and a new start", async () => {
    await using started = await start();
    const first = await postNabla(`${started.process.url}/in/northside/nabla`, "kept-1");
    expect(await started.process.stop()).toBe(0);
    const { dataDirectory, configurationFile } = started;
    await using again = await startGatewayProcess({ dataDirectory, configurationFile });
    const second = await postNabla(`${again.url}/in/northside/nabla`, "kept-1");
    expect(JSON.parse(second.body)).toEqual({ ...JSON.parse(first.body), duplicate: true });
  });

  test.runIf(engineHas("a lock on its folder"))("a data directory in use exits with 3", async () => {
    await using started = await start();
    const { dataDirectory } = started;
    const result = await runCommandToEnd(await serveArguments({ dataDirectory }));
    expect(result.stderr.toString()).toContain("data_directory_in_use");
    expect(result.exitCode).toBe(3);
  });

  test("an address in use exits with 3 and says which", async () => {
    await using started = await start();
    await using other = await temporaryDirectory("serve");
    const { port } = new URL(started.process.url);
    const result = await runCommandToEnd(["serve", "--data", join(other.path, "data"), "--port", port]);
    expect(result.stderr.toString()).toContain(`cannot_listen: 127.0.0.1:${port}: EADDRINUSE`);
    expect(result.exitCode).toBe(3);
  });

  test("problems of the configuration exit with 2, all listed, and nothing is made", async () => {
    await using directory = await temporaryDirectory("serve");
    const configurationFile = join(directory.path, "bad.yaml");
    await writeFile(configurationFile, "organizations:\n  - name: Bad\n    sorces: []\n");
    const dataDirectory = join(directory.path, "data");
    const result = await runCommandToEnd(await serveArguments({ dataDirectory, configurationFile }));
    const text = result.stderr.toString();
    expect(text).toContain(`${configurationFile}:2:11 organizations[0].name: `);
    expect(text).toContain(`${configurationFile}:3:5 organizations[0].sorces: `);
    expect(text).toContain("did you mean sources?");
    expect(result.exitCode).toBe(2);
    await expect(readFile(join(dataDirectory, "master.key"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test.each([
    [["--port", "many"], {}, "--port: expected a whole number from 0 to 65535"],
    [["--prot", "1"], {}, "--port"],
    [["extra"], {}, "too many arguments"],
    [[], { COUNTERSIGN_PROT: "1" }, "COUNTERSIGN_PROT: no such setting; did you mean COUNTERSIGN_PORT?"],
    [["--database", "mysql://u:hunter2@h/d"], {}, "database_not_available"],
  ])("a wrong option or variable exits with 2: %j %j", async (flags, environment, message) => {
    await using directory = await temporaryDirectory("serve");
    const dataDirectory = join(directory.path, "data");
    await mkdir(dataDirectory);
    const result = await runCommandToEnd(["serve", "--data", dataDirectory, ...flags], { environment });
    expect(result.stderr.toString()).toContain(message);
    expect(result.stderr.toString()).not.toContain("hunter2");
    expect(result.exitCode).toBe(2);
  });

  test("a database that is not reached exits with 3, and its password is told nowhere", async () => {
    await using directory = await temporaryDirectory("serve");
    const argv = ["serve", "--data", join(directory.path, "data"), "--port", "0"];
    const database = `postgres://u:hunter2@127.0.0.1:${await closedPort()}/d`;
    const result = await runCommandToEnd([...argv, "--database", database]);
    expect(result.stderr.toString()).toContain("store_unavailable: the database cannot be reached: ");
    expect(result.stderr.toString()).not.toContain("hunter2");
    expect(result.exitCode).toBe(3);
  });

  test("variables of the commands over the API are no misspelt settings", async () => {
    await using directory = await temporaryDirectory("serve");
    await using gateway = await startGatewayProcess({
      dataDirectory: join(directory.path, "data"),
      environment: { COUNTERSIGN_URL: "http://127.0.0.1:1", COUNTERSIGN_API_KEY: "csk_of-another-gateway" },
    });
    expect(gateway.written().stderr.toString()).not.toContain("csk_");
  });

  test("--help lists every setting and exits with 0", async () => {
    const result = await runCommandToEnd(["serve", "--help"]);
    expect(result.exitCode).toBe(0);
    for (const text of ["--admin-listen <HOST:PORT>", "(default 8420)", "COUNTERSIGN_MASTER_KEY"]) {
      expect(result.stdout.toString()).toContain(text);
    }
  });
});

async function bodyBytesInFlight(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^countersign_body_bytes_in_flight (\d+)$/m.exec(text)?.[1]);
}
