import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { unprivilegedUser } from "../unprivileged-user.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";

const run = promisify(execFile);

const POLL_MS = 25;
const START_TIMEOUT_MS = 20_000;
/** The processes of a server that crashed may still be ending, and write. */
const RM_TRIES = 5;

export interface PostgresServerOptions {
  readonly binaries: PostgresBinaries;
  /** Lines of `postgresql.conf` beyond those that every server of the tests has. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A real Postgres with durable defaults, on a free port of this machine, in a folder that ends with it. */
export class PostgresServer {
  readonly directory: string;
  readonly port: number;
  readonly #options: PostgresServerOptions;
  #process: ChildProcess | undefined;

  private constructor(directory: string, port: number, options: PostgresServerOptions) {
    this.directory = directory;
    this.port = port;
    this.#options = options;
  }

  static async start(options: PostgresServerOptions): Promise<PostgresServer> {
    const directory = makeDirectory();
    const initdb = join(options.binaries.directory, "initdb");
    const data = ["-D", join(directory, "data"), "-U", "postgres"];
    await run(initdb, [...data, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], {
      ...unprivilegedUser(),
    });
    const server = new PostgresServer(directory, await freePort(), options);
    await server.resume();
    return server;
  }

  /**
   * Starts a standby of a running server, which takes over everything that the other one commits. It reaches that by way of
   * `port`, behind which something may stand between the two.
   */
  static async startStandby(primary: PostgresServer, port: number = primary.port): Promise<PostgresServer> {
    const directory = makeDirectory();
    const { binaries } = primary.#options;
    const from = `host=127.0.0.1 port=${port} user=postgres sslmode=disable gssencmode=disable`;
    const copy = [
      "-D",
      join(directory, "data"),
      "-d",
      from,
      "--write-recovery-conf",
      "--checkpoint=fast",
      "--no-sync",
    ];
    await run(join(binaries.directory, "pg_basebackup"), copy, { ...unprivilegedUser() });
    const server = new PostgresServer(directory, await freePort(), { binaries });
    await server.resume();
    return server;
  }

  /** The address of one of its databases. */
  url(database = "postgres"): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  get pid(): number {
    const pid = this.#process?.pid;
    if (pid === undefined) throw new Error("the server is not running");
    return pid;
  }

  /** Starts it on its folder, again if it was killed, and resolves when it answers. */
  async resume(): Promise<void> {
    const settings = {
      port: String(this.port),
      listen_addresses: "127.0.0.1",
      unix_socket_directories: this.directory,
      max_connections: "200",
      ...this.#options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const program = join(this.#options.binaries.directory, "postgres");
    const child = spawn(program, ["-D", join(this.directory, "data"), ...flags], {
      ...unprivilegedUser(),
      stdio: "ignore",
    });
    this.#process = child;
    await this.#answers(child);
  }

  /** Ends it as a crash would: at once, nothing written back. */
  async kill(): Promise<void> {
    await this.#end("SIGQUIT");
  }

  /** Ends it as the system does that has no memory left: it has no time even to tell its own processes. */
  async crash(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGINT");
    await rm(this.directory, { recursive: true, force: true, maxRetries: RM_TRIES });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await exited;
  }

  async #answers(child: ChildProcess): Promise<void> {
    const endsAt = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.url() });
      try {
        await client.connect();
        return;
      } catch (error) {
        if (child.exitCode !== null || Date.now() > endsAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      } finally {
        await client.end().catch(() => {});
      }
    }
  }
}

/** A folder that the user who runs the server may write to. */
function makeDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "countersign-postgres-"));
  const owner = unprivilegedUser();
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  return directory;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
