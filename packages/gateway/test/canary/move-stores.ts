import { cp } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { runCommandToEnd, startGatewayProcess } from "../support/gateway-process.ts";
import { administer } from "../support/postgres/administer.ts";
import { dropDatabase, makeDatabase } from "../support/postgres/create-database.ts";
import { databasePath } from "../support/run-sql.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { CanaryRun } from "./canary-run.ts";
import { markedSources, receivePath, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";
import { PASSWORD } from "./serve-on-postgres.ts";

/** Every event gets another type on its way in. */
const SPOIL = `
  CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.event_type := NEW.event_type || ''x''; RETURN NEW; END';
  CREATE TRIGGER spoil BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION spoil()`;

/** Moves a store from SQLite to a Postgres with a marked password, there and back, and in every way that is refused. */
export async function moveStores(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  const [target, spoiled] = [await makeDatabase(), await makeDatabase()];
  try {
    const data = join(directory.path, "data");
    await fill(run, world, { directory: directory.path, data });
    const to = withPassword(run, target);
    const migrate = (exitCode: number, ...argv: readonly string[]): Promise<void> =>
      runMigrate(run, argv, exitCode);
    const serve = async (database: string, exitCode: number): Promise<void> => {
      const argv = ["serve", "--data", data, "--port", "0", "--database", database];
      await finish(run, { argv, exitCode, environment: world.environment });
    };

    const outdated = await copyOf(data, "outdated", "DELETE FROM schema_migrations WHERE number > 1");
    await migrate(1, "--from", outdated, "--to", to);
    await migrate(2, "--from", join(directory.path, "nothing"), "--to", to);
    await migrate(1, "--undo", "--from", data, "--to", to);
    await administer(spoiled, SPOIL);
    const toSpoil = await copyOf(data, "to-spoil");
    await migrate(1, "--from", toSpoil, "--to", withPassword(run, spoiled));

    await migrate(0, "--from", data, "--to", to);
    await serve(data, 1);
    await serve(await copyOf(data, "half-moved", "UPDATE moves SET is_complete = 0"), 1);
    await migrate(1, "--from", await copyOf(toSpoil, "another", "DELETE FROM moves"), "--to", to);
    {
      await using gateway = await startGatewayProcess({
        dataDirectory: data,
        flags: ["--database", to],
        environment: world.environment,
      });
      await migrate(3, "--from", to, "--to", join(directory.path, "back"));
      await gateway.stop();
      run.addProcess("a gateway on a moved store", gateway.written());
    }
    await migrate(1, "--undo", "--from", data, "--to", to);
    await migrate(0, "--from", to, "--to", join(directory.path, "back"), "--json");
    await run.addDatabase("a moved store", target);
  } finally {
    for (const url of [target, spoiled]) await dropDatabase(url);
  }
}

/** A store on SQLite, whichever engine this run is for, that holds marked events. */
async function fill(
  run: CanaryRun,
  world: MarkedWorld,
  { directory, data }: { readonly directory: string; readonly data: string },
): Promise<void> {
  const file = { sources: markedSources(world), endpoints: [] };
  await using gateway = await startGatewayProcess({
    dataDirectory: data,
    configurationFile: await writeConfiguration(directory, file),
    flags: ["--database", `sqlite:${data}`],
    environment: world.environment,
  });
  const vendor = world.vendors.find(({ source }) => source === "nabla");
  if (vendor === undefined) throw new Error("no source nabla");
  const request = markedRequest(run.markers, vendor, { path: receivePath(vendor), eventId: "moved" });
  if ((await run.ask("receive", gateway.url, request)) !== 200) throw new Error("nothing to move");
  await gateway.stop();
}

/** A store beside this one that holds the same, after a statement of somebody who should not write to it. */
async function copyOf(data: string, name: string, statement?: string): Promise<string> {
  const path = join(data, "..", name);
  await cp(data, path, { recursive: true });
  if (statement === undefined) return path;
  const database = new DatabaseSync(databasePath(path));
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
  return path;
}

/** The servers of tests let everyone in, whatever the password. */
function withPassword(run: CanaryRun, url: string): string {
  const marked = new URL(url);
  marked.password = run.markers.secret(PASSWORD);
  return marked.href;
}

async function runMigrate(run: CanaryRun, argv: readonly string[], exitCode: number): Promise<void> {
  await finish(run, { argv: ["migrate", ...argv], exitCode });
}

async function finish(
  run: CanaryRun,
  command: {
    readonly argv: readonly string[];
    readonly exitCode: number;
    readonly environment?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { argv, exitCode, environment = {} } = command;
  const result = await runCommandToEnd(argv, { environment });
  run.addProcess(`${argv[0]} around a move`, result);
  if (result.exitCode === exitCode) return;
  const told = result.stderr.toString("utf8");
  throw new Error(`${argv[0]} ended with ${result.exitCode} in place of ${exitCode}:\n${told}`);
}
