// The stores to measure: each run gets an empty one, and it is gone afterwards.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { childrenTime } from "./processor.mjs";

/** Bundled from the tests' support by `npm run bench:gateway`, so that there is one way to start a Postgres. */
const { findPostgres, PostgresServer } = await import(
  new URL("../../node_modules/.cache/benchmarks/postgres.mjs", import.meta.url).href
);

/** Keeps what every gateway of a run seals under. */
export const masterKey = Buffer.alloc(32, 7).toString("base64");

export async function startEngines(names) {
  const server = names.includes("postgres")
    ? await PostgresServer.start({ binaries: await findPostgres() })
    : undefined;
  let databases = 0;
  return {
    names,
    /** An empty store: the flags of a gateway on it, and how to throw it away. */
    async create(name) {
      const directory = await mkdtemp(join(tmpdir(), "countersign-bench-"));
      const remove = () => rm(directory, { recursive: true, force: true });
      if (name === "sqlite") return { name, directory, flags: ["--data", directory], remove };
      databases += 1;
      const database = `bench_${databases}`;
      await administer(server.url(), `CREATE DATABASE ${database}`);
      const url = server.url(database);
      return {
        name,
        directory,
        url,
        flags: ["--data", directory, "--database", url],
        remove: async () => {
          await administer(server.url(), `DROP DATABASE ${database} WITH (FORCE)`);
          await remove();
        },
      };
    },
    async version() {
      return server === undefined ? undefined : await postgresVersion(server.url());
    },
    /** Processor time of the database server so far, in microseconds; 0 where there is none. */
    serverTime: () => (server === undefined ? 0 : childrenTime(server.pid)),
    stop: () => server?.stop(),
  };
}

async function administer(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function postgresVersion(url) {
  const [row] = await administer(url, "SHOW server_version");
  return row.server_version;
}
