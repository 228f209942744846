import { connect } from "node:net";

const LINE_END = "\r\n";

/** A Redis that does not answer must not hold up a sender for ever. */
const TIMEOUT_MS = 5000;

/**
 * One connection to Redis, made at the first command and again after it was lost. Commands that were under way when it was
 * lost are rejected: whether Redis carried them out is not known.
 *
 * @param {{ host?: string, port?: number }} address
 */
export function createRedisConnection({ host = "127.0.0.1", port = 6379 }) {
  /** @type {import("node:net").Socket | undefined} */
  let socket;
  /** @type {{ resolve: (reply: string | null) => void, reject: (error: Error) => void }[]} */
  let waiting = [];

  function open() {
    const opened = connect(port, host);
    opened.setTimeout(TIMEOUT_MS);
    let received = "";
    opened.setEncoding("latin1");
    opened.on("data", (text) => {
      received += text;
      for (let reply = readReply(received); reply !== undefined; reply = readReply(received)) {
        received = received.slice(reply.length);
        const command = waiting.shift();
        if (reply.error === undefined) command?.resolve(reply.value);
        else command?.reject(new Error(reply.error));
      }
      if (waiting.length === 0) opened.setTimeout(0);
    });
    opened.on("timeout", () => opened.destroy(new Error("Redis does not answer")));
    opened.on("error", () => {});
    opened.on("close", () => {
      if (socket === opened) socket = undefined;
      const lost = waiting;
      waiting = [];
      for (const { reject } of lost) reject(new Error("the connection to Redis was lost"));
    });
    return opened;
  }

  return {
    /**
     * @param {...string} command
     * @returns {Promise<string | null>} The reply as text; null for none.
     */
    send(...command) {
      socket ??= open();
      socket.setTimeout(TIMEOUT_MS);
      const parts = command.map((part) => `$${Buffer.byteLength(part)}${LINE_END}${part}${LINE_END}`);
      const written = `*${parts.length}${LINE_END}${parts.join("")}`;
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        socket?.write(written);
      });
    },
    close() {
      socket?.destroy();
    },
  };
}

/**
 * The first reply of a text, if all of it is there. Of RESP's kinds only those that our commands get: simple text, error,
 * number, bulk text.
 *
 * @param {string} text
 * @returns {{ length: number, value: string | null, error?: string } | undefined}
 */
function readReply(text) {
  const end = text.indexOf(LINE_END);
  if (end < 0) return undefined;
  const [kind, line] = [text[0], text.slice(1, end)];
  const length = end + LINE_END.length;
  if (kind === "-") return { length, value: null, error: line };
  if (kind !== "$") return { length, value: line };
  const bytes = Number(line);
  if (bytes < 0) return { length, value: null };
  const whole = length + bytes + LINE_END.length;
  return text.length < whole ? undefined : { length: whole, value: text.slice(length, length + bytes) };
}
