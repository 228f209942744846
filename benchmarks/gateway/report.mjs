// The page that a run makes: each number beside what it is compared with and the bar it is held to.
import { cpus, totalmem } from "node:os";
import { format } from "prettier";

const GIB = 1024 ** 3;

const names = {
  bare: "bare `node:http` that reads the body",
  checked: "the same with a hand-written check of the signature",
  sqlite: "Countersign on SQLite",
  postgres: "Countersign on Postgres",
};

const bars = {
  receive: { sqlite: 0.38, postgres: 0.28 },
  toChecked: { sqlite: 0.55 },
  deliver: { sqlite: 0.7 },
  whileReceiving: { sqlite: 0.5 },
  queue: 1,
  isolation: 1.2,
  growth: 0.8,
};

function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

function table(heads, rows) {
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

const whole = (value) => Math.round(value).toLocaleString("en");
const ratio = (value) => value.toFixed(2);

/** A ratio with its bar and whether it is reached. */
function judged(value, bar, isAtMost = false) {
  if (bar === undefined) return ratio(value);
  const isReached = isAtMost ? value <= bar : value >= bar;
  return `${ratio(value)} (bar ${isAtMost ? "≤" : "≥"} ${bar}${isReached ? "" : ", **missed**"})`;
}

const PROCESSOR = "processor µs each: main thread + other threads + database";

function processorCell({ mainUs, otherUs, serverUs }) {
  return [mainUs, otherUs, serverUs].map(whole).join(" + ");
}

function receiveTable(rows) {
  return table(
    ["server", "requests/s", "÷ bare", "÷ checked", "p50 ms", "p99 ms", PROCESSOR],
    rows.map(({ name, perSecond, toBare, toChecked, p50, p99, ...used }) => [
      names[name],
      whole(perSecond),
      judged(toBare, bars.receive[name]),
      judged(toChecked, bars.toChecked[name]),
      p50.toFixed(1),
      p99.toFixed(1),
      processorCell(used),
    ]),
  );
}

function deliverTable({ undici, engines }) {
  return table(
    ["sender", "deliveries/s", "÷ undici", PROCESSOR, "while receiving", "÷ undici", "received/s, p99 ms"],
    [
      ["`undici.request()` alone", whole(undici), "1.00", "", "", "", ""],
      ...engines.map((each) => [
        names[each.name],
        whole(each.perSecond),
        judged(each.toUndici, bars.deliver[each.name]),
        processorCell(each),
        whole(each.whileReceiving),
        judged(each.whileReceivingToUndici, bars.whileReceiving[each.name]),
        `${whole(each.receivedMeanwhile)}, ${whole(each.receivedP99)}`,
      ]),
    ],
  );
}

function queueTable({ own, peer, ratio: value }) {
  return table(
    ["queue", "jobs/s", "÷ graphile-worker"],
    [
      ["graphile-worker 0.17.3, local queue 500, 24 at once", whole(peer), "1.00"],
      ["Countersign on Postgres: claim 128, record, 4 loops", whole(own), judged(value, bars.queue)],
    ],
  );
}

function isolationTable(rows) {
  return table(
    ["store", "p99 ms of 50 endpoints", "p99 of 49 while one hangs ÷ that"],
    rows.map(({ name, p99, ratio: value }) => [names[name], whole(p99), judged(value, bars.isolation, true)]),
  );
}

function growthTable(rows) {
  return table(
    [
      "store",
      "stored events, each with a pending delivery",
      "receive ÷ empty",
      "claim and record ÷ empty",
      "start, s",
    ],
    rows.map(({ name, stored, receive, claim, startSeconds }) => [
      names[name],
      whole(stored),
      judged(receive, bars.growth),
      judged(claim, bars.growth),
      startSeconds.toFixed(1),
    ]),
  );
}

const sections = [
  {
    key: "receive",
    title: "Receive",
    what: "1 KB signed as Nabla does, 64 connections; a 200 is written after the commit is on disk, payload sealed, one delivery stored with each event.",
    toTable: receiveTable,
  },
  {
    key: "deliver",
    title: "Deliver",
    what: "A backlog of 1 KB events to one receiver: claimed, signed, sent, every attempt recorded. The client alone sends 64 at once, which is its best; the endpoint allows 256, because a gateway also waits for its commits. While receiving: half of what it receives alone is offered, on as many connections.",
    toTable: deliverTable,
  },
  {
    key: "queue",
    title: "Queue",
    what: "Claim and complete without any work between. Not the same work: Countersign keeps what is done and records an attempt, graphile-worker deletes its jobs.",
    toTable: queueTable,
  },
  {
    key: "isolation",
    title: "Isolation",
    what: "Twenty events a second, each to fifty endpoints; from sending to arriving.",
    toTable: isolationTable,
  },
  {
    key: "growth",
    title: "Growth",
    what: "The same store empty and with what is stored.",
    toTable: growthTable,
  },
];

/** Where and when something was measured. */
export function machineOf({ postgres }) {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `Node ${process.version.slice(1)}, ${cpus().length} cores of ${cpu.model.trim()}, ${Math.round(totalmem() / GIB)} GiB${postgres === undefined ? "" : `, Postgres ${postgres}`}; ${date}`;
}

export async function writeReport(results, machine) {
  const parts = sections
    .filter(({ key }) => results[key] !== undefined)
    .map(({ key, title, what, toTable }) => `## ${title}\n\n${what}\n\n${toTable(results[key])}`);
  const text = [
    "# What the gateway reaches",
    "Written by `npm run bench:gateway`. Everything runs on one machine: the load, the gateway, the database and the receiver share its cores, so the ratios mean something and the rates little. Contestants take turns within a run; tables show medians.",
    `Measured on ${machineOf(machine)}.`,
    "Where a bar is missed, [PROFILES.md](PROFILES.md) shows why.",
    ...parts,
  ].join("\n\n");
  return await format(text, { parser: "markdown", printWidth: 120, proseWrap: "preserve" });
}
