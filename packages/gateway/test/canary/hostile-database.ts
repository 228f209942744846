import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** Between a gateway and its real Postgres. */
export interface HostileDatabase extends AsyncDisposable {
  /** The URL of the database through it, with this password. */
  url(database: string, password: string): string;
  /**
   * From now on every connection is cut in the middle of its work and every statement refused, in the words that careless
   * programs find: all that the gateway sent is quoted, first of all its password.
   */
  refuse(): void;
  /** From now on everything passes again. */
  pass(): void;
}

/** What the refusals are about, in turn (Postgres manual, appendix A): values, the connection, the disk, the whole. */
const STATES = ["23505", "22P02", "08006", "53100", "57P01"] as const;

/** Where a refusal quotes: message, detail, hint, context, table, column, constraint. */
const QUOTING_FIELDS = ["M", "D", "H", "W", "t", "c", "n"] as const;

const IDLE = messageOf("Z", Buffer.from("I"));
/** Asks for the password in the clear. */
const ASKING = messageOf("R", Buffer.from([0, 0, 0, 3]));

/** Listens on loopback before the Postgres of this URL, and at first lets everything pass. */
export async function openHostileDatabase(serverUrl: string): Promise<HostileDatabase> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isRefusing = false;
  let refusals = 0;
  const refusalOf = (sent: Buffer): Buffer => {
    const state = STATES[refusals % STATES.length] ?? STATES[0];
    refusals += 1;
    return Buffer.concat([refusal(state, sent), IDLE]);
  };

  const server = createServer((client) => {
    keep(sockets, client);
    if (isRefusing) {
      client.once("data", () => {
        client.write(ASKING);
        client.on("data", (sent: Buffer) => client.end(refusalOf(sent)));
      });
      return;
    }
    const upstream = connect(Number(port), hostname);
    keep(sockets, upstream);
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    upstream.on("data", (answer: Buffer) => client.write(answer));
    client.on("data", (sent: Buffer) => {
      if (!isRefusing) upstream.write(sent);
      else for (let left = countQuestions(sent); left > 0; left -= 1) client.write(refusalOf(sent));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = (server.address() as AddressInfo).port;
  return {
    url: (database, password) => `postgres://postgres:${password}@127.0.0.1:${own}/${database}`,
    refuse: () => {
      isRefusing = true;
      // Half of them are cut; on the others the next statement is refused.
      for (const [index, socket] of [...sockets].entries()) if (index % 4 === 0) socket.destroy();
    },
    pass: () => {
      isRefusing = false;
      // Connections on which a statement was left out are of no use any more.
      for (const socket of sockets) socket.destroy();
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  // One side breaks off; that is what this is for.
  socket.on("error", () => {});
}

function refusal(state: string, sent: Buffer): Buffer {
  const quoted = sent.toString("latin1").replaceAll("\0", " ");
  const fields = [
    field("S", "ERROR"),
    field("V", "ERROR"),
    field("C", state),
    ...QUOTING_FIELDS.map((name) => field(name, `cannot use ${quoted}`)),
    Buffer.from([0]),
  ];
  return messageOf("E", Buffer.concat(fields));
}

/** One field of a refusal: its name, its text, a zero. */
function field(name: string, text: string): Buffer {
  return Buffer.from(`${name}${text}\0`, "latin1");
}

/** How many answers the sender of these messages waits for: one for each simple query (`Q`) and each end of another (`S`). */
function countQuestions(sent: Buffer): number {
  let count = 0;
  for (let at = 0; at + 5 <= sent.length; at += 1 + sent.readInt32BE(at + 1)) {
    if (["Q", "S"].includes(sent.toString("latin1", at, at + 1))) count += 1;
  }
  return count;
}

/** A message of the protocol: its kind, its length with the length itself, its content. */
function messageOf(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind, "latin1");
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}
