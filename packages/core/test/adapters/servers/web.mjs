import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { serve } from "./listen.mjs";

/**
 * A server in front of a function from `Request` to `Response`, as runtimes have one.
 *
 * @param {(request: Request) => Promise<Response>} answer
 * @param {(error: unknown) => void} onError
 */
export function startWeb(answer, onError) {
  return serve(async (incoming, outgoing) => {
    const response = await answer(requestOf(incoming)).catch((error) => {
      onError(error);
      return new Response("the framework's answer", { status: 500 });
    });
    outgoing.writeHead(response.status, [...response.headers].flat());
    if (response.body === null) return outgoing.end();
    // A sender that went away does not hear the answer.
    await pipeline(Readable.fromWeb(response.body), outgoing).catch(() => {});
  });
}

/** @param {import("node:http").IncomingMessage} incoming */
function requestOf(incoming) {
  const { method = "", url, headersDistinct } = incoming;
  const headers = Object.entries(headersDistinct).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  );
  const body = ["GET", "HEAD"].includes(method) ? null : Readable.toWeb(incoming);
  return new Request(`http://localhost${url}`, { method, headers, body, duplex: "half" });
}
