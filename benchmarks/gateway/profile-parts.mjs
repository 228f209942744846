// Reads profiles of V8: to which part of the program each sample belongs.

/**
 * The first part whose pattern fits the place of a function has it. What fits none, such as `node:internal/crypto` or a
 * function of the runtime, belongs to whoever called it.
 */
const PARTS = [
  ["garbage collection", /^\(garbage collector\)/],
  ["messages between the threads", /node:internal\/worker|sqlite\/(writer|sqlite-engine|claimed-rows)\.js/],
  [
    "HTTP: reading requests, writing answers",
    /node:_http|node:internal\/http|gateway\/dist\/http\/|gateway\/dist\/listen/,
  ],
  ["HTTP: sending requests (undici)", /node_modules\/undici\//],
  ["talking to Postgres (pg)", /node_modules\/pg/],
  ["SQLite: COMMIT and BEGIN", /sqlite\/transaction\.js/],
  ["SQLite: statements", /gateway\/dist\/store\/sqlite\//],
  ["Postgres: planning and rows", /gateway\/dist\/store\/postgres\//],
  [
    "verifying and signing",
    /packages\/core\/dist\/|node_modules\/countersign\/|deliver\/(request-signer|received-signature)/,
  ],
  ["receiving: route, source, event", /gateway\/dist\/(receive|at-pointer|meets-conditions|token-bucket)/],
  ["delivering: plan, request, outcome", /gateway\/dist\/deliver\//],
  ["metrics and log", /gateway\/dist\/(observe|activity)|node_modules\/(prom-client|pino)/],
  ["store: batches, sealing, digests", /gateway\/dist\/(store|secrets)\//],
];

/** The event loop, the kernel on its behalf, and what Node does there before anybody of ours is called. */
const WITHOUT_PART = "Node and the kernel outside all of these";
const IDLE = new Set(["(idle)"]);

/** Threads by files of which only they run anything, each with a part that it always has. Only SQLite has a writer. */
const THREADS = [
  {
    name: "main thread",
    of: "verifying and signing",
    isOf: (profile) => has(profile, /gateway\/dist\/(?:receive|deliver)\//),
  },
  {
    name: "writer thread",
    of: "SQLite: statements",
    isOf: (profile) => has(profile, /store\/sqlite\/worker\.js/),
  },
];

function has(profile, pattern) {
  return profile.nodes.some(({ callFrame }) => pattern.test(callFrame.url));
}

function ownPart({ functionName, url }) {
  const place = url === "" ? functionName : url;
  return PARTS.find(([, pattern]) => pattern.test(place))?.[0];
}

/** Node's id → the part that it belongs to, or undefined where the thread waits. */
function partOfNodes(nodes) {
  const parts = new Map();
  const childrenOf = new Map(nodes.map((node) => [node.id, node.children ?? []]));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const open = [[nodes[0], WITHOUT_PART]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, callersPart] = next;
    const part = ownPart(node.callFrame) ?? callersPart;
    parts.set(node.id, IDLE.has(node.callFrame.functionName) ? undefined : part);
    for (const id of childrenOf.get(node.id)) open.push([byId.get(id), part]);
  }
  return parts;
}

/**
 * Microseconds for one of `count`, by thread and part, most first: of what was sampled between `from` and `to`, in
 * microseconds of the monotonic clock.
 */
export function shareByPart(profiles, { from, to, count }) {
  if (!profiles.some(THREADS[0].isOf)) throw new Error("there is no profile of the main thread");
  return THREADS.flatMap(({ name, of, isOf }) => {
    const profile = profiles.find(isOf);
    if (profile === undefined) return [];
    const parts = partOfNodes(profile.nodes);
    const totals = new Map();
    let idleUs = 0;
    let at = profile.startTime;
    profile.samples.forEach((id, index) => {
      const us = profile.timeDeltas[index + 1] ?? 0;
      at += profile.timeDeltas[index];
      if (at < from || at > to) return;
      const part = parts.get(id);
      if (part === undefined) idleUs += us;
      else totals.set(part, (totals.get(part) ?? 0) + us);
    });
    if (!totals.has(of))
      throw new Error(`nothing of the ${name} is “${of}”: the parts no longer fit the program`);
    const rows = [...totals].map(([part, us]) => ({ part, us: us / count })).sort((a, b) => b.us - a.us);
    return [{ name, rows, idleShare: idleUs / (to - from) }];
  });
}
