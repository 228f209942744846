import { createHmac } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createRequire } from "node:module";

/** How a receiver is made that verifies in the hook of a body parser. */
export interface VerifyHookSetup {
  readonly secret: string;
  /** The names under which it looks for the two headers. */
  readonly timestampHeader: string;
  readonly signatureHeader: string;
  /** Told of each request that reaches the handler. */
  readonly onHandled: () => void;
}

/** Express's own response, as far as it is used here. */
interface ExpressResponse extends ServerResponse {
  readonly status: (code: number) => ExpressResponse;
  readonly sendStatus: (code: number) => void;
}

/** Express's application, likewise. */
interface ExpressApp {
  (request: IncomingMessage, response: ServerResponse): void;
  readonly use: (middleware: unknown) => void;
}

/** Express brings no types. */
interface Express {
  (): ExpressApp;
  readonly json: (options: {
    readonly verify: (request: IncomingMessage, response: ExpressResponse, bytes: Buffer) => void;
  }) => unknown;
}

/**
 * A receiver of Nabla's webhooks that verifies where Nabla's page does: in the `verify` hook of the JSON parser, with an
 * answer instead of an exception.
 *
 * @param framework The package: `express` or `express4`.
 */
export function verifyHook(framework: string, setup: VerifyHookSetup): RequestListener {
  const { secret, timestampHeader, signatureHeader, onHandled } = setup;
  const express = createRequire(import.meta.url)(framework) as Express;
  const app = express();
  const verify = ({ headers }: IncomingMessage, response: ExpressResponse, bytes: Buffer): void => {
    const mac = createHmac("sha256", secret);
    const own = mac.update(`${String(headers[timestampHeader])}${bytes.toString()}`).digest("hex");
    // A missing header is not looked for: this is where the page's sample throws.
    const isSigned = (headers[signatureHeader] as string).split(",").includes(own);
    if (!isSigned) response.status(401).end();
  };
  app.use(express.json({ verify }));
  app.use((_request: IncomingMessage, response: ExpressResponse) => {
    onHandled();
    if (!response.headersSent) response.sendStatus(200);
  });
  // Express knows an error handler by its four parameters.
  app.use((_error: unknown, _request: IncomingMessage, response: ExpressResponse, _next: unknown) =>
    response.sendStatus(500),
  );
  return app;
}
