import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, connect, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** An example that runs in a process of its own. */
export interface ExampleServer extends AsyncDisposable {
  readonly origin: string;
  /** The first line that it prints. */
  readonly firstLine: Promise<string>;
}

const ATTEMPTS = 200;
const PAUSE_MS = 50;

/** Starts an example of the folder `frameworks` and waits until it listens. */
export async function startExample(name: string, secret: string): Promise<ExampleServer> {
  const port = await freePort();
  const file = fileURLToPath(new URL(`../../frameworks/${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: String(port), NABLA_SECRET: secret, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await listening(port, child);
  return {
    origin: `http://localhost:${port}`,
    firstLine: once(child.stdout, "data").then(([data]) => String(data).trim()),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the example ended with exit code ${child.exitCode}`);
    const socket = connect(port, "localhost");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  child.kill("SIGKILL");
  throw new Error("the example does not listen");
}
