import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Verifier } from "countersign";
import { CommandError } from "../../command-error.ts";
import { systemCode } from "../../input/read-input.ts";
import { forward } from "./forward.ts";
import type { Audience, Heard } from "./heard.ts";
import { LOOPBACK } from "./loopback.ts";
import { readBoundedBody } from "./read-bounded-body.ts";

/** Each connection may hold one body in memory. */
const MAX_CONNECTIONS = 64;
const TOO_LARGE = { ok: false, code: "body_too_large", status: 413 } as const;
/** What every refusal says, whatever its reason: a forger learns nothing from it. */
const REFUSAL_BODY = '{"error":"unauthorized"}';

export interface VerifyingServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly verifier: Verifier;
  /** Where the app is. */
  readonly target: URL;
  readonly maxBodyBytes: number;
  readonly audience: Audience;
}

export interface VerifyingServer {
  readonly url: string;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on this machine, verifies each request's exact bytes and passes on to the app what is right. What is not is
 * answered here, as the scheme says.
 *
 * @throws CommandError `cannot_listen`.
 */
export async function startVerifyingServer(options: VerifyingServerOptions): Promise<VerifyingServer> {
  const server = createServer((request, response) => {
    // A sender that breaks off gets no answer, and nobody waits for one.
    receive(request, response, options).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(options.port, LOOPBACK);
  try {
    await once(server, "listening");
  } catch (error) {
    const place = `${LOOPBACK}:${options.port}`;
    throw new CommandError("cannot_listen", `${place} gives ${systemCode(error)}`, { cause: error });
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { verifier, target, maxBodyBytes, audience }: VerifyingServerOptions,
): Promise<void> {
  const at = new Date();
  const { method = "", rawHeaders: headers } = request;
  const body = await readBoundedBody(request, maxBodyBytes);
  const verdict = body === undefined ? TOO_LARGE : verifier.verify({ method, headers, body });
  const { url = "/" } = request;
  const path = url.split("?", 1)[0] ?? "/";
  const heard: Heard = { at, method, path, url, headers, body: body ?? new Uint8Array(), verdict };
  if (verdict.ok && body !== undefined) {
    audience.onJudged(heard);
    audience.onAnswered(heard, await forward({ request, body, response, target }));
    return;
  }
  response.writeHead(verdict.ok ? TOO_LARGE.status : verdict.status, {
    "Content-Type": "application/json",
    // The rest of a body that was not read would be taken for the next request.
    ...(body === undefined && { Connection: "close" }),
  });
  response.end(REFUSAL_BODY);
  // Only now: explaining takes its time, and how long would tell the sender what was found.
  audience.onJudged(heard);
}
