import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { nodeWebhook } from "../../../src/adapters/node/index.ts";
import { createVerifier } from "../../../src/index.ts";
import { nabla } from "../../../src/schemes/nabla.ts";
import { errorCodeOf } from "../../support/error-code-of.ts";
import { caseOf, verifierFor } from "../../support/scheme-cases.ts";
import { fail, FAILURE } from "../fail.ts";
import { loadServer } from "../load-server.ts";
import { EVENT, post } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({
  name: "node",
  start: await loadServer("node"),
  remedy: /before anything reads the request/,
  hasErrorPath: false,
});

const verifier = createVerifier(nabla, { keys: [{ secret: "s" }] });

test("node: somebody must hear of errors", () => {
  expect(errorCodeOf(() => nodeWebhook({ verifier } as never, () => {}))).toBe("on_error_required");
});

/** Serves with a listener while a test uses the address. */
async function serving(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("node: an answer that a handler began before it threw does not look complete", async () => {
  const errors: unknown[] = [];
  const each = caseOf("nabla");
  const receive = nodeWebhook<IncomingMessage, ServerResponse>(
    { verifier: verifierFor(each, [{ secret: each.secret }]), onError: (error) => errors.push(error) },
    (_webhook, _request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      fail();
    },
  );
  await serving(receive, async (url) => {
    await expect(post(url, EVENT)).rejects.toThrow(/aborted|hang up/);
    expect(errors).toEqual([new Error(FAILURE)]);
  });
});

test("node: text instead of bytes is a body that was parsed", async () => {
  const errors: unknown[] = [];
  const receive = nodeWebhook({ verifier, onError: (error) => errors.push(error) }, () => {});
  const listener: RequestListener = (request, response) => {
    request.setEncoding("utf8");
    receive(request, response);
  };
  await serving(listener, async (url) => {
    expect((await post(url, EVENT)).status).toBe(500);
    expect(errors).toMatchObject([{ code: "body_already_parsed" }]);
  });
});
