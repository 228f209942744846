// A gateway's delivering half as a process of its own, for crash tests. Arguments: the data directory, and the step to
// stop at for ever (or `none`), and the URL of the Postgres to store in where it is not SQLite. Prints `paused` when it stands there, `recorded` when an attempt was recorded.
import { once } from "node:events";
import { Dispatcher } from "../../dist/deliver/dispatcher.js";
import { silentLog } from "../../dist/observe/log.js";
import { createMetrics } from "../../dist/observe/metrics.js";
import { loadMasterKey } from "../../dist/secrets/load-master-key.js";
import { openPostgresStore } from "../../dist/store/postgres/open-postgres-store.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";

const [dataDirectory, pauseAt, url] = process.argv.slice(2);
const masterKey = await loadMasterKey({ dataDirectory });
const store =
  url === undefined
    ? await openSqliteStore({ dataDirectory, masterKey })
    : await openPostgresStore({ url, masterKey });

const dispatcher = new Dispatcher({
  store,
  log: silentLog,
  metrics: createMetrics(),
  version: "0.0.0-test",
  allowsInsecureEndpoints: true,
  steps: (step) => {
    if (step === pauseAt) {
      process.stdout.write("paused\n");
      return new Promise(() => {});
    }
    if (step === "recorded") process.stdout.write("recorded\n");
    return undefined;
  },
});
await dispatcher.start();
process.stdin.resume();
await once(process.stdin, "end");
await dispatcher.stop();
await store.close();
