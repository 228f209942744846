import type { RouteShape } from "../define-route.ts";
import { ClientError } from "./client-error.ts";
import { EventStreamParser } from "./event-stream-parser.ts";
import { parseJson, reached, sendCall } from "./send-call.ts";
import type { AnyCall, Connection } from "./send-call.ts";

/** The messages of one stream, checked; the connection is closed when the reader stops reading. */
export async function* readMessages(
  connection: Connection,
  route: RouteShape,
  call: AnyCall,
): AsyncGenerator<{ readonly id: string; readonly event: string; readonly data: unknown }, void, undefined> {
  const response = await sendCall(connection, route, call);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  const parser = new EventStreamParser();
  try {
    for (;;) {
      const { done, value } = await reached(reader.read(), call.signal);
      if (done) return;
      for (const { id, event, data } of parser.push(value)) {
        const parsed = route.answer.stream?.safeParse(parseJson(data));
        if (parsed?.success !== true) throw new ClientError("answer_unexpected");
        yield { id, event, data: parsed.data };
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
