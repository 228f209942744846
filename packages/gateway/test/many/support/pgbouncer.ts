import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { closedPort } from "../../support/closed-port.ts";
import { unprivilegedUser } from "../../support/unprivileged-user.ts";

/** Where Debian puts the program; others have it on the path. */
const DEBIAN = "/usr/sbin/pgbouncer";

const POLL_MS = 25;
const START_TIMEOUT_MS = 20_000;

/** So few connections to the server that gateways keep getting another one. */
const SERVER_CONNECTIONS = 6;

/** The installed PgBouncer; undefined where there is none. */
export function findPgBouncer(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(":").map((directory) => join(directory, "pgbouncer"));
  return [DEBIAN, ...onPath].find((program) => existsSync(program));
}

/** A real PgBouncer in transaction mode, on a free port of this machine, before one Postgres. */
export class PgBouncer implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #directory: string;
  readonly #port: number;

  private constructor(process: ChildProcess, directory: string, port: number) {
    this.#process = process;
    this.#directory = directory;
    this.#port = port;
  }

  /** @param server the address of any database of the server. */
  static async start(program: string, server: string): Promise<PgBouncer> {
    const directory = mkdtempSync(join(tmpdir(), "countersign-pgbouncer-"));
    const port = await closedPort();
    const file = join(directory, "pgbouncer.ini");
    writeFileSync(file, configuration(new URL(server), port));
    const owner = unprivilegedUser();
    if (owner !== undefined) {
      chownSync(directory, owner.uid, owner.gid);
      chownSync(file, owner.uid, owner.gid);
    }
    const child = spawn(program, ["--quiet", file], { ...owner, stdio: "ignore" });
    const bouncer = new PgBouncer(child, directory, port);
    try {
      await bouncer.#answers(server);
      return bouncer;
    } catch (error) {
      await bouncer[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The address by which a database of the server is reached through it. */
  through(database: string): string {
    const url = new URL(database);
    url.port = String(this.#port);
    return url.href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#process;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGQUIT");
      await exited;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #answers(server: string): Promise<void> {
    const endsAt = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.through(server) });
      try {
        await client.connect();
        return;
      } catch (error) {
        if (this.#process.exitCode !== null || Date.now() > endsAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      } finally {
        await client.end().catch(() => {});
      }
    }
  }
}

function configuration({ hostname, port, username }: URL, listenPort: number): string {
  return `[databases]
* = host=${hostname} port=${port} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 200
`;
}
