import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDatabase } from "../../../gateway/test/support/postgres/create-database.ts";
import { startApiGateway } from "../support/api-gateway.ts";
import type { Json } from "../support/api-gateway.ts";
import { runCommand } from "../support/run-command.ts";
import type { Finished } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const SECRET = { NABLA_SECRET: "what the sender shows" };
const LISTENING = /"event":"gateway_listening"[^\n]*"url":"([^"]+)"/;
const TIMEOUT_MS = 120_000;

let folders = 0;
function newFolder(): string {
  folders += 1;
  return join(folder.path, `store-${folders}`);
}

/** A gateway on SQLite that has accepted events, stopped again; gives its admin key and the ids of the events. */
async function fillGateway(
  place: string,
): Promise<{ readonly key: string; readonly ids: readonly string[] }> {
  await using gateway = await startApiGateway(place, ["--database", `sqlite:${place}/data`], SECRET);
  const made = await gateway.run(
    ["sources", "create", "nabla", "--scheme", "nabla", "--secret", "env:NABLA_SECRET"],
    SECRET,
  );
  if (made.exitCode !== 0) throw new Error(made.stderr);
  for (let count = 0; count < 3; count += 1) {
    const url = `${gateway.url}/in/northside/nabla`;
    const argv = ["send", url, "--scheme", "nabla", "--secret", "env:NABLA_SECRET"];
    const sent = await gateway.run([...argv, "--event", "generate_note_async.succeeded"], SECRET);
    if (sent.exitCode !== 0) throw new Error(sent.stderr);
  }
  const events = await gateway.json("events", "list");
  expect(events.length).toBeGreaterThan(0);
  return { key: gateway.key, ids: events.map(({ id }) => String(id)) };
}

/** Serves a store with the data folder of the first one, asks one command, and stops. */
async function ask(
  { data, database, key }: { readonly data: string; readonly database: string; readonly key: string },
  argv: readonly string[],
): Promise<readonly Json[]> {
  let asked: Promise<Finished> | undefined;
  let log = "";
  const served = await runCommand(["serve", "--data", data, "--port", "0", "--database", database], {
    onStderr: (text, child) => {
      log += text;
      const url = LISTENING.exec(log)?.[1];
      if (url === undefined || asked !== undefined) return;
      const environment = { COUNTERSIGN_URL: url, COUNTERSIGN_API_KEY: key };
      asked = runCommand([...argv, "--json"], { environment });
      void asked.finally(() => child.kill("SIGTERM"));
    },
  });
  if (asked === undefined) throw new Error(served.stderr);
  const { stdout } = await asked;
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Json]));
}

describe("migrate", () => {
  it(
    "moves a store to Postgres and back, and each opens with the same keys",
    { timeout: TIMEOUT_MS },
    async () => {
      const place = newFolder();
      const data = join(place, "data");
      const { key, ids } = await fillGateway(place);
      const url = await createDatabase({ isEmpty: true });
      const environment = { DATABASE_URL: url };
      const there = await runCommand(["migrate", "--from", data, "--to", "env:DATABASE_URL", "--json"], {
        environment,
      });
      expect(there).toMatchObject({ exitCode: 0 });
      const result = JSON.parse(there.stdout) as Json;
      expect(result["tables"]).toContainEqual({
        table: "events",
        rows: 3,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(there.stderr).toContain("every row is the same");

      const old = await runCommand(["serve", "--data", data, "--port", "0", "--database", data]);
      expect(old).toMatchObject({ exitCode: 1 });
      expect(old.stderr).toContain("moved_away");
      const listed = await ask({ data, database: url, key }, ["events", "list"]);
      expect(listed.map(({ id }) => String(id))).toEqual(ids);

      const undone = await runCommand(["migrate", "--undo", "--from", data, "--to", url]);
      expect(undone).toMatchObject({ exitCode: 1, stdout: "" });
      expect(undone.stderr).toContain("move_ended");

      const end = newFolder();
      const back = await runCommand(["migrate", "--from", "env:DATABASE_URL", "--to", `sqlite:${end}`], {
        environment,
      });
      expect(back).toMatchObject({ exitCode: 0 });
      expect(back.stdout).toMatch(/^events +[1-9] +[0-9a-f]{16}$/m);
      const audit = await ask({ data, database: end, key }, ["audit", "verify"]);
      expect(audit).toMatchObject([{ isIntact: true }]);
    },
  );

  it(
    "opens the old store again as long as nobody has opened the new one",
    { timeout: TIMEOUT_MS },
    async () => {
      const place = newFolder();
      const data = join(place, "data");
      const { key, ids } = await fillGateway(place);
      const to = await createDatabase({ isEmpty: true });
      expect(await runCommand(["migrate", "--from", data, "--to", to])).toMatchObject({ exitCode: 0 });
      const undone = await runCommand(["migrate", "--undo", "--from", data, "--to", to]);
      expect(undone).toMatchObject({ exitCode: 0 });
      expect(await ask({ data, database: data, key }, ["events", "list"])).toHaveLength(ids.length);
    },
  );

  it(
    "counts beside a gateway that runs, and refuses to move its store",
    { timeout: TIMEOUT_MS },
    async () => {
      const place = newFolder();
      const data = join(place, "data");
      await using gateway = await startApiGateway(place, ["--database", `sqlite:${data}`]);
      const counted = await runCommand(["migrate", "--from", data, "--dry-run", "--json"]);
      expect(counted).toMatchObject({ exitCode: 0 });
      expect((JSON.parse(counted.stdout) as Json)["tables"]).toContainEqual({ table: "api_keys", rows: 1 });
      const moved = await runCommand(["migrate", "--from", data, "--to", newFolder()]);
      expect(moved).toMatchObject({ exitCode: 3, stdout: "" });
      expect(moved.stderr).toContain("data_directory_in_use");
      expect(await gateway.run(["keys", "list"])).toMatchObject({ exitCode: 0 });
    },
  );

  it.each([
    ["a folder without a store", ["--from", "/nowhere", "--to", "x"], 2, "move_source_empty"],
    ["an engine that is none", ["--from", "mysql://db/x", "--to", "x"], 2, "database_not_available"],
    ["no target", ["--from", "x"], 2, "--to is missing"],
    [
      "a database that is not reached",
      ["--from", "postgres://127.0.0.1:1/x", "--to", "x"],
      3,
      "store_unavailable",
    ],
    ["a size of no batch", ["--from", "x", "--to", "y", "--batch-rows", "0"], 2, "--batch-rows"],
    ["a variable that is not set", ["--from", "env:NOTHING", "--to", "y"], 2, "secret_missing"],
  ] as const)("names %s with its own exit code", async (_what, argv, exitCode, code) => {
    const finished = await runCommand(["migrate", ...argv]);
    expect(finished).toMatchObject({ exitCode, stdout: "" });
    expect(finished.stderr).toContain(code);
  });
});
