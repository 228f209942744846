/**
 * How long does an explanation of a 10 KB body take?
 *
 *     npm run build && node benchmarks/explain.mjs            a table
 *     npm run build && node benchmarks/explain.mjs -- --json  the same as data
 *
 * Each row is one situation, searched to its end after a warm-up. "first" is the first explanation in the process,
 * before anything is compiled. Exit code 1 when a row's median of the processor's time is above the bar;
 * by the clock a machine that does other things takes longer.
 */
import { createSigner } from "countersign";
import { explain } from "countersign/explain";
import { honeybee } from "countersign/schemes/honeybee";
import { nabla } from "countersign/schemes/nabla";

const BODY_BYTES = 10 * 1024;
/** What an explanation may take of the processor's time. */
const BAR_MS = 50;
/** More than any row takes: the default budget would cut rows short on a busy machine, and flatter them. */
const BUDGET_MS = 60_000;
const WARM_UP = 30;
const MICROSECONDS_PER_MS = 1000;
const ROUNDS = 101;
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const keys = [{ secret: "benchmark-secret-of-a-usual-length-0123456789" }];
const publicUrl = "https://hooks.example.com/in/clinic/rx";

/** JSON as a webhook has it: short texts, some accents, some numbers. */
function webhookBody() {
  const items = [];
  while (JSON.stringify({ items }).length < BODY_BYTES) {
    items.push({
      id: items.length,
      name: `Zoë Núñez ${items.length}`,
      qty: 12.5,
      active: true,
      tags: ["a/b", "<c>"],
    });
  }
  return JSON.stringify({ items });
}

const body = webhookBody();
const now = () => NOW_MS;

/** @type {{ name: string, scheme: import("countersign").Scheme, body: string, keys?: { secret: string }[] }[]} */
const situations = [
  { name: "nothing fits (body changed)", scheme: nabla, body: body.replace("Zoë", "Zoe") },
  { name: "re-serialised with indents", scheme: nabla, body: JSON.stringify(JSON.parse(body), null, 2) },
  { name: "line feed added", scheme: nabla, body: `${body}\n` },
  { name: "secret with a line feed", scheme: nabla, body, keys: [{ secret: `${keys[0].secret}\n` }] },
  { name: "escaped content, nothing fits", scheme: honeybee, body: body.replace("Zoë", "Zoe") },
];

/** By the clock, and by the processor's time, which other programs on the machine disturb less. */
function measureOnce(input) {
  const before = process.cpuUsage();
  const wallMs = explain(input).elapsedMs;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, processorMs: (user + system) / MICROSECONDS_PER_MS };
}

function measure({ scheme, body: received, keys: configured = keys }) {
  const isUrlSigned = scheme === honeybee;
  const url = isUrlSigned ? { publicUrl } : {};
  const headers = createSigner(scheme, { keys, now, ...url }).sign({ body });
  const input = {
    scheme,
    options: { keys: configured, now, ...url },
    request: {
      method: "POST",
      url: "/in/clinic/rx",
      headers: { host: "10.0.0.7", ...headers },
      body: received,
    },
    context: { budgetMs: BUDGET_MS },
  };
  const first = explain(input);
  for (let round = 0; round < WARM_UP; round += 1) explain(input);
  const rounds = Array.from({ length: ROUNDS }, () => measureOnce(input));
  const times = rounds.map(({ wallMs }) => wallMs).toSorted((a, b) => a - b);
  const processorTimes = rounds.map(({ processorMs }) => processorMs).toSorted((a, b) => a - b);
  const { tried, findings } = explain(input);
  return {
    codes: findings.map(({ code }) => code).join(" ") || "none",
    tried,
    firstMs: first.elapsedMs,
    medianMs: times[ROUNDS >> 1],
    processorMs: processorTimes[ROUNDS >> 1],
    worstMs: times.at(-1),
  };
}

const rows = situations.map((each) => ({ name: each.name, ...measure(each) }));
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ bytes: Buffer.byteLength(body), rows }, null, 2));
} else {
  console.log(`explain, ${Buffer.byteLength(body)} bytes, ${ROUNDS} rounds\n`);
  console.table(
    Object.fromEntries(
      rows.map(({ name, firstMs, medianMs, processorMs, worstMs, ...rest }) => [
        name,
        {
          ...rest,
          "first ms": firstMs.toFixed(1),
          "median ms": medianMs.toFixed(1),
          "processor ms": processorMs.toFixed(1),
          "worst ms": worstMs.toFixed(1),
        },
      ]),
    ),
  );
}
if (rows.some(({ processorMs }) => processorMs > BAR_MS)) {
  console.log(`a median is above the bar of ${BAR_MS} ms`);
  process.exitCode = 1;
}
