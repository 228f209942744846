/** A message as the wire has it. */
export interface RawMessage {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** A gateway's message is a summary; more without an end is something else. */
const MAX_BUFFERED_CHARACTERS = 1024 * 1024;

/** Splits text of the type `text/event-stream` into messages, however it is cut into pieces. */
export class EventStreamParser {
  #rest = "";
  #id = "";
  #event = "";
  #data: string[] = [];

  /**
   * Takes the next piece and gives the messages that it completes.
   *
   * @throws RangeError when a message does not end within a mebibyte of characters.
   */
  push(piece: string): readonly RawMessage[] {
    const messages: RawMessage[] = [];
    const lines = (this.#rest + piece).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const message = this.#take(line.endsWith("\r") ? line.slice(0, -1) : line);
      if (message !== undefined) messages.push(message);
    }
    const held = this.#data.reduce((sum, { length }) => sum + length, this.#rest.length);
    if (held > MAX_BUFFERED_CHARACTERS) throw new RangeError("a message of the stream is too long");
    return messages;
  }

  #take(line: string): RawMessage | undefined {
    if (line === "") return this.#end();
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id") this.#id = value;
    else if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    return undefined;
  }

  #end(): RawMessage | undefined {
    const message = { id: this.#id, event: this.#event || "message", data: this.#data.join("\n") };
    const isEmpty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return isEmpty ? undefined : message;
  }
}
