// graphile-worker at its fastest settings: a local queue, batched completion, many jobs at once.
import pg from "pg";
import { Logger, makeWorkerUtils, run, runMigrations } from "graphile-worker";

const CONCURRENCY = 24;
const LOCAL_QUEUE = 500;
const JOBS_PER_CALL = 500;
const PAYLOAD = "x".repeat(1024);

/** Jobs per second from the first to the last. */
export async function drainPeer(connectionString, count) {
  const pgPool = new pg.Pool({ connectionString, max: CONCURRENCY });
  // Its listener may outlive the run for a moment, and the database is dropped then.
  pgPool.on("error", () => {});
  pgPool.on("connect", (client) => client.on("error", () => {}));
  await runMigrations({ pgPool });
  const utils = await makeWorkerUtils({ pgPool });
  for (let added = 0; added < count; added += JOBS_PER_CALL) {
    const specs = Array.from({ length: JOBS_PER_CALL }, () => ({
      identifier: "work",
      payload: { text: PAYLOAD },
    }));
    await utils.addJobs(specs);
  }
  await utils.release();
  let done = 0;
  const { promise: allDone, onDone } = signal();
  const startedAt = performance.now();
  const runner = await run({
    pgPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      work: () => {
        done += 1;
        if (done === count) onDone();
      },
    },
    preset: {
      worker: {
        concurrentJobs: CONCURRENCY,
        localQueue: { size: LOCAL_QUEUE },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  await allDone;
  const rate = (count / (performance.now() - startedAt)) * 1000;
  await runner.stop();
  await pgPool.end();
  return rate;
}

function signal() {
  const made = {};
  made.promise = new Promise((resolve) => {
    made.onDone = resolve;
  });
  return made;
}
