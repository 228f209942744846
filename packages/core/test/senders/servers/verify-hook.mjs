import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { listen } from "../../adapters/servers/listen.mjs";

/**
 * A receiver of Nabla's webhooks that verifies where Nabla's page does: in the `verify` hook of the JSON parser, with an
 * answer instead of an exception. It reads the two headers under the names that it is given.
 *
 * @param {any} express Express 4 or 5.
 * @param {import("../verify-hook-setup.ts").VerifyHookSetup} setup
 */
export function startVerifyHook(express, { secret, timestampHeader, signatureHeader, onHandled }) {
  const app = express();
  const verify = (request, response, bytes) => {
    const mac = createHmac("sha256", secret);
    const own = mac.update(request.headers[timestampHeader] + bytes).digest("hex");
    const isSigned = request.headers[signatureHeader].split(",").includes(own);
    if (!isSigned) response.status(401).end();
  };
  app.use(express.json({ verify }));
  app.use((_request, response) => {
    onHandled();
    if (!response.headersSent) response.sendStatus(200);
  });
  // Express knows an error handler by its four parameters.
  app.use((_error, _request, response, _next) => response.sendStatus(500));
  return listen(createServer(app));
}
