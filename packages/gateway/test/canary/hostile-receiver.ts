import { openRawReceiver } from "../deliver/support/raw-receiver.ts";
import type { RawReceiver } from "../deliver/support/raw-receiver.ts";
import type { Treatment } from "./hostile-answers.ts";

const REQUEST_PATH = /^POST \/([a-z_-]+)/;
const END_OF_HEAD = "\r\n\r\n";

/** A receiver whose treatment of a request depends on its path; on loopback. */
export function openHostileReceiver(
  treatments: Readonly<Record<string, Treatment>>,
): Promise<RawReceiver & { urlOf(treatment: string, query: string): string }> {
  const seen = new Map<string, number>();
  const opened = openRawReceiver((socket) => {
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const name = REQUEST_PATH.exec(text)?.[1];
      if (name === undefined || !text.includes(END_OF_HEAD)) return;
      text = "";
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      treatments[name]?.(socket, times);
    });
  });
  return opened.then((receiver) =>
    Object.assign(receiver, {
      urlOf: (treatment: string, query: string) =>
        `http://127.0.0.1:${receiver.port}/${treatment}?token=${query}`,
    }),
  );
}
