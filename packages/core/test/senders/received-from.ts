import type { IncomingMessage } from "node:http";
import { listening } from "./listening.ts";

/** The one request that a server on this machine gets from a program, which is given the server's URL. */
export async function receivedFrom(program: (url: string) => Promise<unknown>): Promise<IncomingMessage> {
  const requests: IncomingMessage[] = [];
  const server = await listening((request, response) => {
    requests.push(request);
    request.resume().on("end", () => response.end());
  });
  try {
    await program(server.url);
  } finally {
    await server.close();
  }
  const [request] = requests;
  if (request === undefined) throw new Error("nothing was sent");
  return request;
}
