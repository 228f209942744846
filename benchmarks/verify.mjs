/**
 * What does verification cost, compared with a plain `createHmac` and `timingSafeEqual` written by hand?
 *
 *     npm run bench:verify            a table
 *     npm run bench:verify -- --json  the same as data
 *
 * All contestants run in one process, interleaved (see `race.mjs`). A row's number is the median over rounds of the
 * ratio within the round. Exit code 1 when a bar is missed.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { cpus } from "node:os";
import { createSigner, createVerifier } from "countersign";
import { insightHealth } from "countersign/schemes/insight-health";
import { nabla } from "countersign/schemes/nabla";
import { race } from "./race.mjs";

const KIBIBYTE = 1024;
const SECRET = "benchmark-secret-of-a-usual-length-0123456789";
const NOW_MS = Date.UTC(2026, 10, 22, 12);
/** The warm-up is long enough for the optimising compiler to be done with every path. */
const RACE = { rounds: 101, warmUpMs: 1500, sliceMs: 4 };

/** The bars: how many times as fast as the plain check, for each body size. */
const SPEED_BARS = [
  { kibibytes: 1, atLeast: 1.3 },
  { kibibytes: 10, atLeast: 1.1 },
  { kibibytes: 256, atLeast: 0.97 },
];
/** The bar: what refusing costs, compared with accepting. */
const REFUSAL_BAR = 1.1;
/** Looking up one of this many callers must cost no more than there being one; the bar leaves room for noise. */
const CALLERS = 10_000;
const CALLERS_BAR = 1.1;

/**
 * The least a hand-written check can do with a request: one MAC, the header's text decoded, one comparison. It knows
 * where everything stands, one key and one signature, asks no clock and refuses nothing else.
 */
function plainVerify({ headers, body }) {
  const timestamp = headers["x-nabla-webhook-timestamp"];
  const signature = Buffer.from(headers["x-nabla-webhook-signature"], "hex");
  const expected = createHmac("sha256", SECRET).update(timestamp).update(body).digest();
  return timingSafeEqual(expected, signature);
}

const options = { keys: [{ secret: SECRET }], now: () => NOW_MS };
const verifier = createVerifier(nabla, options);
const signer = createSigner(nabla, options);

function requestOf(kibibytes) {
  const text = JSON.stringify({ id: "evt-1", type: "benchmark", blob: "x".repeat(kibibytes * KIBIBYTE) });
  const body = Buffer.from(text).subarray(0, kibibytes * KIBIBYTE);
  const signed = signer.sign({ body });
  const headers = {
    host: "hooks.example.com",
    "content-type": "application/json",
    "user-agent": "nabla",
    ...signed,
  };
  return { method: "POST", url: "/in/clinic/nabla", headers, body };
}

function forged(request) {
  const name = "x-nabla-webhook-signature";
  const signature = request.headers[name];
  const last = signature.endsWith("0") ? "1" : "0";
  return { ...request, headers: { ...request.headers, [name]: signature.slice(0, -1) + last } };
}

async function rowOf({ kibibytes, atLeast }) {
  const good = requestOf(kibibytes);
  const bad = forged(good);
  const contestants = [
    { name: "plain", expected: true, run: () => plainVerify(good) },
    { name: "countersign", expected: true, run: () => verifier.verify(good).ok },
    { name: "countersign refusing", expected: false, run: () => verifier.verify(bad).ok },
  ];
  const { nanoseconds, ratio } = await race(contestants, RACE);
  const [plainNs, acceptNs, refuseNs] = nanoseconds.map(Math.round);
  const speed = ratio(0, 1);
  const refusal = ratio(2, 1);
  return {
    kibibytes,
    plainNs,
    acceptNs,
    refuseNs,
    speed,
    speedBar: atLeast,
    refusal,
    refusalBar: REFUSAL_BAR,
    isReached: speed >= atLeast && refusal <= REFUSAL_BAR,
  };
}

const rows = [];
for (const bar of SPEED_BARS) rows.push(await rowOf(bar));

function caller(index) {
  return {
    id: `caller-${index}`,
    organization: `organization-${index}`,
    apiKey: `api-key-${index}`,
    keys: [{ secret: `${SECRET}-${index}` }],
  };
}

/** The cost of verifying for the last of many callers, compared with the only one. */
async function callersRatio() {
  const last = caller(CALLERS - 1);
  const only = createVerifier(insightHealth, { callers: [last] });
  const many = createVerifier(insightHealth, {
    callers: Array.from({ length: CALLERS }, (_, index) => caller(index)),
  });
  const body = Buffer.alloc(KIBIBYTE, "x");
  const headers = createSigner(insightHealth, { apiKey: last.apiKey, keys: last.keys }).sign({ body });
  const request = { method: "POST", headers, body };
  const contestants = [
    { name: "one caller", expected: true, run: () => only.verify(request).ok },
    { name: "many callers", expected: true, run: () => many.verify(request).ok },
  ];
  return (await race(contestants, RACE)).ratio(1, 0);
}

const callers = { count: CALLERS, ratio: await callersRatio(), bar: CALLERS_BAR };

const report = {
  date: new Date().toISOString(),
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
  rounds: RACE.rounds,
  sliceMs: RACE.sliceMs,
  rows,
  callers,
};

if (process.argv.includes("--json")) {
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} else {
  process.stdout.write(
    `${report.machine}, Node ${report.node}, ${report.date}, ${RACE.rounds} rounds of ${RACE.sliceMs} ms\n\n`,
  );
  process.stdout.write("body     plain ns  verify ns  refuse ns  plain/verify (bar)  refuse/accept (bar)\n");
  for (const row of rows) {
    const cells = [
      `${row.kibibytes} KiB`.padEnd(8),
      String(row.plainNs).padStart(8),
      String(row.acceptNs).padStart(10),
      String(row.refuseNs).padStart(10),
      `${row.speed.toFixed(2)} (≥ ${row.speedBar})`.padStart(19),
      `${row.refusal.toFixed(2)} (≤ ${row.refusalBar})`.padStart(20),
      row.isReached ? "" : "  MISSED",
    ];
    process.stdout.write(`${cells.join(" ")}\n`);
  }
  const missed = callers.ratio > CALLERS_BAR ? "  MISSED" : "";
  process.stdout.write(
    `\n${CALLERS} callers ÷ 1 caller: ${callers.ratio.toFixed(2)} (≤ ${CALLERS_BAR})${missed}\n`,
  );
}

if (rows.some(({ isReached }) => !isReached) || callers.ratio > CALLERS_BAR) process.exitCode = 1;
