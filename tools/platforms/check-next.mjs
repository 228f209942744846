// Builds a Next.js program with both kinds of route, starts it, and sends it webhooks over real HTTP.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { postInParts } from "./post-in-parts.mjs";
import { run } from "./run.mjs";

const SECRET = "a secret of this check";
const MAX_BODY_BYTES = 2000;
const UNAUTHORIZED = '{"error":"unauthorized"}';
const EVENT = '{"id":"e-1","type":"t.x"}';
const NOT_UTF8 = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0xc3, 0x7d]);

/** Where Next says that it listens. */
const LISTENING = /http:\/\/localhost:(\d+)/;
const START_TIMEOUT_MS = 60_000;

const ROUTES = ["route-handler", "api/pages-route"];

/** @type {{ name: string, body: string | Uint8Array, sent?: string, isChunked?: true, expected: [number, string] }[]} */
const CASES = [
  { name: "accepts a good webhook", body: EVENT, expected: accepted(EVENT) },
  { name: "accepts one in chunks", body: EVENT, isChunked: true, expected: accepted(EVENT) },
  { name: "hands over bytes that are not UTF-8", body: NOT_UTF8, expected: accepted(NOT_UTF8) },
  { name: "hands over an empty body", body: "", expected: accepted("") },
  {
    name: "hands over a body of exactly the limit",
    body: "x".repeat(MAX_BODY_BYTES),
    expected: accepted("x".repeat(MAX_BODY_BYTES)),
  },
  { name: "refuses a body that was changed", body: EVENT, sent: `${EVENT} `, expected: [401, UNAUTHORIZED] },
  { name: "refuses a body above the limit", body: tooLarge(), expected: [413, '{"error":"body_too_large"}'] },
  {
    name: "refuses one above the limit in chunks",
    body: tooLarge(),
    isChunked: true,
    expected: [413, '{"error":"body_too_large"}'],
  },
];

/** @param {string} folder Where the program, the library and Next.js are installed. */
export async function checkNext(folder) {
  const next = join(folder, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", WEBHOOK_SECRET: SECRET };
  const surroundings = { cwd: folder, env: { ...env, MAX_BODY_BYTES: String(MAX_BODY_BYTES) } };
  const built = run(process.execPath, [next, "build"], surroundings);
  const build = { what: "next: build", ...built };
  if (!build.isOk) return [build];
  const server = spawn(
    process.execPath,
    [next, "start", "--port", "0", "--hostname", "localhost"],
    surroundings,
  );
  try {
    const origin = await originOf(server);
    const { createSigner } = await import(join(folder, "node_modules/countersign/dist/index.js"));
    const { nabla } = await import(join(folder, "node_modules/countersign/dist/schemes/nabla.js"));
    const signer = createSigner(nabla, { keys: [{ secret: SECRET }] });
    const results = [build];
    for (const route of ROUTES) {
      for (const { name, body, sent = body, isChunked = false, expected } of CASES) {
        const headers = signer.sign({ body });
        const answer = await postInParts(`${origin}/${route}`, { headers, body: sent, isChunked });
        results.push(compared(`next, ${route}: ${name}`, answer, expected));
      }
    }
    const headers = { ...signer.sign({ body: EVENT }), "content-type": "application/json" };
    const parsed = await postInParts(`${origin}/api/parsed-route`, {
      headers,
      body: EVENT,
      isChunked: false,
    });
    const expected = [500, '{"error":"internal_error"}'];
    results.push(
      compared("next, pages route whose body Next has parsed: says so, runs nothing", parsed, expected),
    );
    return results;
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  }
}

/** @param {import("node:child_process").ChildProcessWithoutNullStreams} server */
async function originOf(server) {
  server.stderr.resume();
  const timer = setTimeout(() => server.kill(), START_TIMEOUT_MS);
  for await (const line of createInterface(server.stdout)) {
    const [origin] = LISTENING.exec(line) ?? [];
    if (origin === undefined) continue;
    clearTimeout(timer);
    server.stdout.resume();
    return origin;
  }
  throw new Error("next start ended before it listened");
}

/** @param {string} what @param {unknown} answer @param {unknown} expected */
function compared(what, answer, expected) {
  const [found, wanted] = [JSON.stringify(answer), JSON.stringify(expected)];
  return { what, isOk: found === wanted, output: `answered ${found} instead of ${wanted}` };
}

/** @param {string | Uint8Array} body @returns {[number, string]} */
function accepted(body) {
  return [200, JSON.stringify({ sha256: createHash("sha256").update(body).digest("hex") })];
}

function tooLarge() {
  return "x".repeat(MAX_BODY_BYTES + 1);
}
