import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { Notification } from "pg";
import { wakeKinds } from "../wake-channel.ts";
import type { WakeChannel, WakeKind } from "../wake-channel.ts";

const CHANNEL = "countersign_wake";

/**
 * Under load every commit adds work. So many notices a second wake the others as well as one for each would, and cost the
 * database next to nothing.
 */
const MIN_PAUSE_MS = 20;

/** The first connection anew comes soon; a database that is away for long is not asked much more often than it is polled. */
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5000;

const CONNECT_TIMEOUT_MS = 1500;

/** How soon the system asks whether a silent connection is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** A server that does not hear the farewell is left without one. */
const FAREWELL_MS = 500;

export interface PostgresWakeChannelOptions {
  /** Of the same database, without a pooler between: listening is a state of the connection. */
  readonly url: string;
  /** Told of each kind that another gateway tells, and of every kind whenever the connection has come about anew. */
  readonly onWake: (kind: WakeKind) => void;
  /** Told once when there is no connection, with the cause, until there is one again. */
  readonly onLost: (cause: unknown) => void;
}

/**
 * Wakes the other gateways over LISTEN and NOTIFY, on a connection of its own.
 *
 * A NOTIFY is never part of a transaction that stores something: Postgres lets only one transaction of all that notify
 * commit at a time, over all databases of the server, and that lock would be held while the commit is synced to disk. Here it
 * is held by a transaction that writes nothing else.
 */
export class PostgresWakeChannel implements WakeChannel {
  readonly #options: PostgresWakeChannelOptions;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<WakeKind>();
  readonly #running: Promise<void>;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLost = false;

  constructor(options: PostgresWakeChannelOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  tell(kind: WakeKind): void {
    if (this.#closing.signal.aborted) return;
    this.#waiting.add(kind);
    this.#timer ??= setTimeout(() => this.#send(), MIN_PAUSE_MS).unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort();
    await this.#running;
  }

  /** Keeps a connection until it is closed: without one the gateways only find each other's work later. */
  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      const hasListened = await this.#listen().catch((error: unknown) => {
        this.#lose(error);
        return false;
      });
      retryMs = hasListened ? FIRST_RETRY_MS : Math.min(MAX_RETRY_MS, 2 * retryMs);
      await pause(retryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Resolves when the connection has ended after it had listened. */
  async #listen(): Promise<true> {
    const { url, onWake } = this.#options;
    const { signal } = this.#closing;
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
      application_name: "countersign wake",
    });
    const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
    // What breaks it also ends it.
    client.on("error", () => {});
    client.on("notification", (notification) => this.#hear(notification, partsOf(client).processID));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#client = client;
      this.#isLost = false;
      // What was told while nobody listened.
      for (const kind of allKinds) onWake(kind);
      const stop = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
      await Promise.race([ended, stop]);
      this.#lose(new Error("the connection has ended"));
      return true;
    } finally {
      this.#client = undefined;
      await leave(client);
    }
  }

  #lose(cause: unknown): void {
    if (this.#isLost || this.#closing.signal.aborted) return;
    this.#isLost = true;
    this.#options.onLost(cause);
  }

  #hear({ payload = "", processId }: Notification, ownProcessId: number | undefined): void {
    if (processId === ownProcessId) return;
    for (const kind of allKinds) if (payload.split(" ").includes(kind)) this.#options.onWake(kind);
  }

  #send(): void {
    this.#timer = undefined;
    const payload = [...this.#waiting].join(" ");
    this.#waiting.clear();
    // One that fails is lost: the others look by themselves.
    this.#client?.query("SELECT pg_notify($1, $2)", [CHANNEL, payload]).catch(() => {});
  }
}

const allKinds = Object.keys(wakeKinds) as readonly WakeKind[];

/** What the driver has and its types do not tell. */
interface DriverParts {
  /** Of the database, serving the connection. */
  readonly processID?: number;
  readonly connection?: { readonly stream?: { destroy(): void } };
}

function partsOf(client: Client): DriverParts {
  return client;
}

async function leave(client: Client): Promise<void> {
  await Promise.race([client.end().catch(() => {}), pause(FAREWELL_MS)]);
  partsOf(client).connection?.stream?.destroy();
}
