// Contestants in one process, in small slices whose order alternates, so that whatever slows the machine slows all alike.

const NANOSECONDS_PER_MS = 1e6;
const NANOSECONDS_PER_US = 1000;

/** What this process has computed so far, in nanoseconds: CPU time, because other programs' time is nobody's cost here. */
function cpuNanoseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) * NANOSECONDS_PER_US;
}

function nothing() {
  return undefined;
}

/** Bounds the memory of what is prepared for one slice. */
const MAX_WARM_UP_CALLS = 64;

/** Runs a contestant for some calls. What it needs is made before counting starts. Returns nanoseconds per call. */
async function slice({ name, expected, isAsync = false, prepare = nothing, run }, calls) {
  const prepared = Array.from({ length: calls }, () => prepare());
  const start = cpuNanoseconds();
  for (let call = 0; call < calls; call += 1) {
    const result = isAsync ? await run(prepared[call]) : run(prepared[call]);
    if (result !== expected) throw new Error(`${name} is wrong`);
  }
  return (cpuNanoseconds() - start) / calls;
}

/** Runs until the optimising compiler is done. Returns how many calls fill a slice. */
async function warmUp(contestant, { warmUpMs, sliceMs }) {
  let usedMs = 0;
  let total = 0;
  for (let calls = 1; usedMs < warmUpMs; calls = Math.min(2 * calls, MAX_WARM_UP_CALLS)) {
    usedMs += ((await slice(contestant, calls)) * calls) / NANOSECONDS_PER_MS;
    total += calls;
  }
  // By the average: a single slice that was slowed would make all later ones too short to measure.
  return Math.max(1, Math.round((sliceMs * total) / usedMs));
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

/**
 * Measures contestants against each other.
 *
 * @param contestants `{ name, expected, isAsync?, prepare?(), run(prepared) }` each; `run` must give what is expected.
 * @param options `{ rounds, warmUpMs, sliceMs }`
 * @returns Median nanoseconds of each, and the median over rounds of the ratio of two within the round.
 */
export async function race(contestants, options) {
  const calls = [];
  for (const contestant of contestants) calls.push(await warmUp(contestant, options));
  const rounds = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const order = contestants.map((_each, index) => index);
    if (round % 2 === 1) order.reverse();
    const nanoseconds = [];
    for (const index of order) nanoseconds[index] = await slice(contestants[index], calls[index]);
    rounds.push(nanoseconds);
  }
  return {
    nanoseconds: contestants.map((_each, index) => median(rounds.map((round) => round[index]))),
    ratio: (over, under) => median(rounds.map((round) => round[over] / round[under])),
  };
}
