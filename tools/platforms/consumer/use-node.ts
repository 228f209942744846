// The part of a user's program that needs the types of Node.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createVerifier } from "countersign";
import { expressWebhook } from "countersign/express";
import { nextPagesWebhook } from "countersign/next";
import { nodeWebhook } from "countersign/node";
import { suki } from "countersign/schemes/suki";

const verifier = createVerifier(suki, { keys: [{ secret: "a secret" }] });

export const server = createServer(
  nodeWebhook({ verifier, onError: () => {} }, ({ body }, _request, response: ServerResponse) => {
    response.end(String(body.length));
  }),
);
// @ts-expect-error -- a bare server has no other way for errors
nodeWebhook({ verifier }, () => {});

type Route = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
export const route: Route = expressWebhook({ verifier }, () => {});
export const page: (request: IncomingMessage, response: ServerResponse) => unknown = nextPagesWebhook(
  { verifier },
  () => {},
);
export const isAccepted = (request: IncomingMessage, body: Buffer): boolean =>
  verifier.verify({ headers: request.rawHeaders, body }).ok;
