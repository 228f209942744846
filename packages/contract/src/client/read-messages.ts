import { ClientError } from "./client-error.ts";
import { EventStreamParser } from "./event-stream-parser.ts";
import { parseJson, reached, sendCall } from "./send-call.ts";
import type { AnyCall, Connection, SentRoute } from "./send-call.ts";

/** Where a stream comes from, and how one message's data becomes a checked value, or undefined. */
export interface StreamOfRoute {
  readonly connection: Connection;
  readonly route: SentRoute;
  readonly readData: (value: unknown) => unknown;
}

/** The messages of one stream, checked; the connection is closed when the reader stops reading. */
export async function* readMessages(
  { connection, route, readData }: StreamOfRoute,
  call: AnyCall,
): AsyncGenerator<{ readonly id: string; readonly event: string; readonly data: unknown }, void, undefined> {
  const response = await sendCall(connection, route, call);
  call.onOpen?.();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  const parser = new EventStreamParser();
  try {
    for (;;) {
      const { done, value } = await reached(reader.read(), call.signal);
      if (done) return;
      for (const { id, event, data } of parser.push(value)) {
        const read = readData(parseJson(data));
        if (read === undefined) throw new ClientError("answer_unexpected");
        yield { id, event, data: read };
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
