import { randomBytes } from "node:crypto";
import { answers, sendAnswer } from "../http/answers.ts";
import type { ConstantAnswer } from "../http/answers.ts";
import type { Exchange } from "../http/exchange.ts";
import { routes } from "../http/routes.ts";
import type { FixedHandlers } from "../http/router.ts";
import { acceptedCoding } from "./accepted-coding.ts";
import type { ConsoleFile, ConsoleFiles } from "./console-files.ts";
import { securityHeaders } from "./security-headers.ts";

/** As much as the policy asks for: nobody guesses it within the life of a page. */
const NONCE_BYTES = 16;
/** The name of a hashed file changes with its content. A year is the longest that caches keep anything. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Icons and the like keep their names. */
const AN_HOUR = "public, max-age=3600";

const NOT_BUILT =
  "This gateway was installed without its console.\n" +
  "In a checkout, `npm run build` builds it; start the gateway again afterwards.\n" +
  "The API works without it: its reference is at /api/docs.\n";

type ConsoleRoute = "root" | "console" | "setup" | "assets";

/**
 * What answers the paths of the console: one page for each of its screens, and the files that the page names.
 *
 * @param built Undefined where it was not built: its paths say so.
 */
export function consoleRoutes(built: ConsoleFiles | undefined): Pick<FixedHandlers, ConsoleRoute> {
  const toConsole: ConstantAnswer = {
    status: 302,
    body: "",
    headers: { ...securityHeaders(), location: routes.console.path, "content-length": 0 },
  };
  const showPage = ({ response }: Exchange): void =>
    sendAnswer(response, built === undefined ? notBuilt() : freshPage(built));
  return {
    root: ({ response }) => sendAnswer(response, toConsole),
    setup: showPage,
    console: (exchange) => {
      // Icons lie beside the page; any other path below is a screen, which the page itself finds.
      const file = built?.files.get(exchange.path.slice(routes.console.path.length));
      if (file === undefined) return showPage(exchange);
      sendFile(exchange, { file, cacheControl: AN_HOUR });
    },
    assets: (exchange) => {
      const file = built?.files.get(exchange.path.slice("/".length));
      if (file === undefined) return sendAnswer(exchange.response, answers.notFound);
      sendFile(exchange, { file, cacheControl: IMMUTABLE });
    },
  };
}

function freshPage({ page }: ConsoleFiles): ConstantAnswer {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  return text({ status: 200, body: page.join(nonce), contentType: "text/html; charset=utf-8", nonce });
}

function notBuilt(): ConstantAnswer {
  return text({ status: 404, body: NOT_BUILT, contentType: "text/plain; charset=utf-8" });
}

function text(shown: {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly nonce?: string;
}): ConstantAnswer {
  const headers = {
    ...securityHeaders(shown.nonce),
    "content-type": shown.contentType,
    "content-length": Buffer.byteLength(shown.body),
    // A nonce is good for one answer, and the page must name the files of this version.
    "cache-control": "no-store",
  };
  return { status: shown.status, body: shown.body, headers };
}

function sendFile(
  { request, response }: Exchange,
  { file, cacheControl }: { readonly file: ConsoleFile; readonly cacheControl: string },
): void {
  const { compressed, contentType } = file;
  const coding = acceptedCoding(request.headers["accept-encoding"], compressed);
  const bytes = (coding === undefined ? undefined : compressed[coding]) ?? file.bytes;
  if (response.headersSent || response.destroyed) return;
  response.writeHead(200, {
    ...securityHeaders(),
    "content-type": contentType,
    "content-length": bytes.length,
    "cache-control": cacheControl,
    vary: "accept-encoding",
    ...(coding === undefined ? {} : { "content-encoding": coding }),
  });
  response.end(bytes);
}
