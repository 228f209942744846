/** Bytes of a message's length, which counts itself and not the byte before it that tells the kind. */
const LENGTH_BYTES = 4;

/** One message of the protocol between Postgres and its clients (manual, "Message Formats"). */
export interface ProtocolMessage {
  /** The letter that tells the kind; empty for a client's first message, which has none. */
  readonly kind: string;
  /** All of it, as it goes over the wire. */
  readonly bytes: Buffer;
}

/** Cuts what one side of a connection sends into its messages, however the network has cut it. */
export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #kindBytes: 0 | 1;

  /** A client's first message has no letter; a server's has. */
  constructor(side: "client" | "server") {
    this.#kindBytes = side === "client" ? 0 : 1;
  }

  /** Gives the messages that are whole with this piece. */
  push(piece: Buffer): readonly ProtocolMessage[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: ProtocolMessage[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): ProtocolMessage | undefined {
    const headBytes = this.#kindBytes + LENGTH_BYTES;
    if (this.#rest.length < headBytes) return undefined;
    const length = this.#kindBytes + this.#rest.readUInt32BE(this.#kindBytes);
    if (this.#rest.length < length) return undefined;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    const kind = bytes.toString("latin1", 0, this.#kindBytes);
    this.#kindBytes = 1;
    return { kind, bytes };
  }
}

/** Whether a client asks by this for the transaction to be committed, as the gateway does: in a query without parameters. */
export function asksToCommit({ kind, bytes }: ProtocolMessage): boolean {
  return kind === "Q" && textOf(bytes) === "COMMIT";
}

/** Whether a server says by this that the transaction is committed. */
export function tellsOfCommit({ kind, bytes }: ProtocolMessage): boolean {
  return kind === "C" && textOf(bytes) === "COMMIT";
}

/** The text of a message that holds nothing else, without the zero byte at its end. */
function textOf(bytes: Buffer): string {
  return bytes.toString("latin1", 1 + LENGTH_BYTES, bytes.length - 1);
}
