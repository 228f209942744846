import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { MessageSplitter, asksToCommit, tellsOfCommit } from "./message-splitter.ts";
import type { ProtocolMessage } from "./message-splitter.ts";

/**
 * What becomes of every COMMIT: it goes through; it is `lost` before it reaches the database, and the connection with it; it
 * is held back from the database until COMMITs go through again (`unsent`); it is carried out and the connection breaks
 * before the answer (`unanswered`); it is carried out and its answer is held back (`late`).
 */
export type CommitTrouble = "none" | "lost" | "unsent" | "unanswered" | "late";

const onTheWayThere: ReadonlySet<CommitTrouble> = new Set(["lost", "unsent"]);
const heldBack: ReadonlySet<CommitTrouble> = new Set(["unsent", "late"]);

/** Stands between a gateway and its Postgres, and makes the troubles that a network and a failing server make. */
export class TroubleProxy implements AsyncDisposable {
  readonly port: number;
  #server: Server;
  #targetPort: number;
  #isFrozen = false;
  #commitTrouble: CommitTrouble = "none";
  readonly #links = new Set<Link>();

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", (socket) => this.#accept(socket));
  }

  /** Starts it before the Postgres that listens on this port of loopback. */
  static async start(targetPort: number): Promise<TroubleProxy> {
    return new TroubleProxy(await listen(0), targetPort);
  }

  /** The same database by way of this proxy. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.port = String(this.port);
    return url.href;
  }

  /** Connections that its clients hold open. */
  get openCount(): number {
    return [...this.#links].filter(({ isOpen }) => isOpen).length;
  }

  /** Those of them on which nothing passes. */
  get frozenCount(): number {
    return [...this.#links].filter(({ isOpen, isHeld }) => isOpen && isHeld).length;
  }

  /** How many COMMITs it has kept from their answer so far. */
  troubledCommits = 0;

  get commitTrouble(): CommitTrouble {
    return this.#commitTrouble;
  }

  set commitTrouble(trouble: CommitTrouble) {
    this.#commitTrouble = trouble;
    if (trouble === "none") for (const link of this.#links) link.release();
  }

  /** Whoever connects from now on is led to this port. */
  leadTo(targetPort: number): void {
    this.#targetPort = targetPort;
  }

  /** Breaks every connection. */
  cut(): void {
    for (const link of this.#links) link.cut();
    this.#links.clear();
  }

  /** Accepts connections and bytes, and passes none of them on. */
  freeze(): void {
    this.#isFrozen = true;
    this.freezeOpen();
  }

  /** The same for the connections that are open now; those to come work. */
  freezeOpen(): void {
    for (const link of this.#links) link.hold();
  }

  /** Passes on what it has kept back, and what comes. */
  thaw(): void {
    this.#isFrozen = false;
    for (const link of this.#links) link.release();
  }

  /** Breaks every connection and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.cut();
    await closed;
  }

  /** Accepts connections again, on the same port. */
  async accept(): Promise<void> {
    this.#server = await listen(this.port);
    this.#server.on("connection", (socket) => this.#accept(socket));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.refuse();
    else this.cut();
  }

  #accept(client: Socket): void {
    const link: Link = new Link(client, this.#targetPort, {
      onCommit: (side) => this.#onCommit(link, side),
      onClosed: () => void this.#links.delete(link),
    });
    this.#links.add(link);
    if (this.#isFrozen) link.hold();
  }

  /** Whether the message passes. */
  #onCommit(link: Link, side: Side): boolean {
    const trouble = this.#commitTrouble;
    if (trouble === "none" || onTheWayThere.has(trouble) !== (side === "client")) return true;
    this.troubledCommits += 1;
    if (heldBack.has(trouble)) link.hold();
    else link.cut();
    return heldBack.has(trouble);
  }
}

type Side = "client" | "server";

interface LinkOptions {
  /** Told of a COMMIT that a client asks for and of the answer to it; says whether it passes. */
  readonly onCommit: (side: Side) => boolean;
  readonly onClosed: () => void;
}

/** One connection of a client and the one to the database behind it. */
class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #options: LinkOptions;
  #kept: (() => void)[] | undefined;

  constructor(client: Socket, targetPort: number, options: LinkOptions) {
    this.#client = client;
    this.#server = connect(targetPort, "127.0.0.1");
    this.#options = options;
    this.#pass("client", client, this.#server);
    this.#pass("server", this.#server, client);
  }

  get isOpen(): boolean {
    return !this.#client.closed;
  }

  get isHeld(): boolean {
    return this.#kept !== undefined;
  }

  /** Passes nothing on until it is released. */
  hold(): void {
    this.#kept ??= [];
  }

  release(): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    for (const pass of kept) pass();
  }

  cut(): void {
    for (const socket of [this.#client, this.#server]) socket.resetAndDestroy();
  }

  #pass(side: Side, from: Socket, to: Socket): void {
    const splitter = new MessageSplitter(side);
    from.setNoDelay(true);
    from.on("data", (piece: Buffer) => {
      for (const message of splitter.push(piece)) {
        if (isAboutCommit(side, message) && !this.#options.onCommit(side)) return;
        this.#inOrder(() => to.write(message.bytes));
      }
    });
    // What breaks a connection also closes it.
    from.on("error", () => {});
    from.on("close", () =>
      this.#inOrder(() => {
        to.destroySoon();
        this.#options.onClosed();
      }),
    );
  }

  #inOrder(pass: () => void): void {
    if (this.#kept === undefined) pass();
    else this.#kept.push(pass);
  }
}

function isAboutCommit(side: Side, message: ProtocolMessage): boolean {
  return side === "client" ? asksToCommit(message) : tellsOfCommit(message);
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}
