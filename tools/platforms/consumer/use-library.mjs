// A user's program: everything that the library exports, once, from the installed package. Ends with code 1 and the
// failed assertion if something is not as it should be.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { callerHeader, createSigner, createVerifier, parseScheme, signsUrl } from "countersign";
import { explain } from "countersign/explain";
import { nodeWebhook } from "countersign/node";
import manifest from "countersign/package.json" with { type: "json" };
import { schemes } from "countersign/schemes";
import { trace } from "countersign/trace";

const BODY = '{"id":"e-1","type":"t.x"}';
/** Hex, text and, with the prefix, base64: fits the key of every scheme. */
const SECRET = "00112233445566778899aabbccddeeff";

for (const subpath of subpaths()) {
  const isJson = subpath.endsWith(".json");
  const module = await import(subpath, isJson ? { with: { type: "json" } } : {});
  assert.notEqual(Object.keys(module).length, 0, subpath);
}
for (const scheme of Object.values(schemes)) useScheme(scheme);
await receiveOverHttp();

/** What package.json exports, a pattern as each of the paths it stands for. */
function subpaths() {
  return Object.keys(manifest.exports)
    .flatMap((key) => (key.includes("*") ? Object.keys(schemes).map((id) => key.replace("*", id)) : [key]))
    .map((key) => key.replace(".", "countersign"));
}

/** @param {import("countersign").Scheme} builtIn */
function useScheme(builtIn) {
  const scheme = parseScheme(JSON.parse(JSON.stringify(builtIn)));
  assert.deepEqual(scheme, builtIn);
  const { proof } = scheme;
  const keys = [{ secret: scheme.id === "standard-webhooks" ? `whsec_${SECRET}` : SECRET }];
  const url = "https://hooks.example.com/in";
  const publicUrl = signsUrl(scheme) ? { publicUrl: url } : {};
  const caller = { id: "clinic", organization: "north", apiKey: "an API key", keys };
  const hasCallers = callerHeader(scheme) !== undefined;
  const options = { ...publicUrl, ...(hasCallers ? { callers: [caller] } : { keys }) };
  const signer = createSigner(scheme, {
    ...publicUrl,
    ...(hasCallers ? { apiKey: caller.apiKey } : {}),
    keys,
  });
  const headers = signer.sign({ id: "msg_1", method: "POST", url, body: BODY });
  const request = { method: "POST", url, headers, body: BODY };
  const tampered = proof.kind === "mac" ? { ...request, body: `${BODY} ` } : { ...request, headers: {} };
  const verifier = createVerifier(scheme, options);
  assert.equal(verifier.verify(request).ok, true, scheme.id);
  assert.equal(verifier.verify(tampered).ok, false, scheme.id);
  assert.equal(trace(scheme, options, request).verdict.ok, true, scheme.id);
  assert.equal(explain({ scheme, options, request: tampered }).verdict.ok, false, scheme.id);
}

async function receiveOverHttp() {
  const keys = [{ secret: SECRET }];
  const { nabla } = schemes;
  /** @type {string[]} */
  const handled = [];
  const verifier = createVerifier(nabla, { keys });
  const server = createServer(
    nodeWebhook({ verifier, onError: (error) => console.error(error) }, ({ body }) => {
      handled.push(Buffer.from(body).toString());
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/`;
  const headers = createSigner(nabla, { keys }).sign({ body: BODY });
  const good = await fetch(url, { method: "POST", headers, body: BODY });
  const bad = await fetch(url, { method: "POST", headers, body: `${BODY} ` });
  assert.deepEqual([good.status, bad.status, await bad.text()], [200, 401, '{"error":"unauthorized"}']);
  assert.deepEqual(handled, [BODY]);
  server.close();
  server.closeAllConnections();
}
