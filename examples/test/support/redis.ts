import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A list of texts as RESP writes it, of one to six parts. */
const COMMAND = /\*[1-6]\r\n((?:\$\d+\r\n[^\r]*\r\n)+)(?=\*|$)/g;
const PART = /\$\d+\r\n([^\r]*)\r\n/g;

/** Whether a real Redis can be started. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** A Redis to test with. */
export interface TestRedis extends AsyncDisposable {
  readonly port: number;
  /** Cuts every connection, as a restart would. */
  readonly cut: () => void;
}

/** A real Redis that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const child: ChildProcess = spawn("redis-server", [
    "--port",
    String(port),
    "--save",
    "",
    "--bind",
    "127.0.0.1",
  ]);
  for await (const text of child.stdout ?? []) if (String(text).includes("Ready to accept")) break;
  return {
    port,
    cut: () => {},
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

/** The far end of a network: as much of Redis as the example uses, with a clock that is moved by hand. */
export async function startFakeRedis(clock: { nowMs: number }): Promise<TestRedis> {
  const values = new Map<string, { readonly value: string; readonly endMs: number }>();
  const sockets = new Set<Socket>();
  const get = (key: string): string | undefined => {
    const found = values.get(key);
    return found !== undefined && clock.nowMs < found.endMs ? found.value : undefined;
  };
  const answer = ([name = "", first = "", ...rest]: readonly string[]): string => {
    if (name === "GET") {
      const value = get(first);
      return value === undefined ? "$-1\r\n" : `$${value.length}\r\n${value}\r\n`;
    }
    if (name === "SET") {
      if (rest.includes("NX") && get(first) !== undefined) return "$-1\r\n";
      values.set(first, { value: rest[0] ?? "", endMs: clock.nowMs + Number(rest.at(-1)) });
      return "+OK\r\n";
    }
    // The one script there is.
    const key = rest[1] ?? "";
    return name === "EVAL" && get(key) === "in_progress" && values.delete(key) ? ":1\r\n" : ":0\r\n";
  };

  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
      const replies = Array.from(received.matchAll(COMMAND), ([, parts = ""]) =>
        answer(Array.from(parts.matchAll(PART), ([, part]) => part ?? "")),
      );
      received = received.replaceAll(COMMAND, "");
      for (const character of replies.join("")) socket.write(character);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
