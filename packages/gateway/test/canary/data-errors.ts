import { randomBytes } from "node:crypto";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyDatabase, engineHas, engineUnderTest } from "../support/engine-under-test.ts";
import { serveArguments, startGatewayProcess } from "../support/gateway-process.ts";
import { databasePath, runSql } from "../support/run-sql.ts";
import type { CanaryRun } from "./canary-run.ts";
import { markedSources, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { refuseStart } from "./refuse-start.ts";
import type { RefusedStart } from "./refuse-start.ts";

/** What someone may do to a database who should not write to it. */
const TAMPERINGS = {
  "a database of a newer version": "UPDATE schema_migrations SET number = number + 1000",
  "a changed migration": "UPDATE schema_migrations SET checksum = 'another'",
  "a sealed value that was changed": {
    sqlite: "UPDATE secrets SET value = zeroblob(length(value))",
    postgres: "UPDATE secrets SET value = decode(repeat('00', length(value)), 'hex')",
  }[engineUnderTest],
} as const;

/** Starts on data that cannot be used, and with master keys that are none or belong to other data. */
export async function dataErrors(
  run: CanaryRun,
  world: MarkedWorld,
  directory: string,
): Promise<readonly RefusedStart[]> {
  const { environment } = world;
  const sound = join(directory, "sound");
  await useSoundData(run, world, { directory, sound });
  const copies = Object.entries(TAMPERINGS).map(async ([name, sql]) => {
    const path = join(directory, name.replaceAll(" ", "-"));
    await tamper(sound, path, sql);
    return { name, argv: await serveArguments({ dataDirectory: path }), environment };
  });
  const otherKey = randomBytes(32);
  run.markers.add("other master key", otherKey);
  const mark = run.markers.text("output of a command for the master key");
  const argv = await serveArguments({ dataDirectory: sound });
  return [
    ...(await Promise.all(copies)),
    {
      name: "another master key",
      argv,
      environment: { COUNTERSIGN_MASTER_KEY: otherKey.toString("base64") },
    },
    { name: "a command that fails", argv, environment: keyCommand(`echo ${mark}; echo ${mark} >&2; exit 1`) },
    { name: "a command that prints no key", argv, environment: keyCommand(`echo ${mark}`) },
    { name: "a master key that others can read", argv: await exposedKeyArguments(directory, mark) },
    ...(engineHas("a file that may be none of its own")
      ? [
          {
            name: "a file that is no database",
            argv: await noDatabaseArguments(directory, mark),
            environment,
          },
        ]
      : []),
  ];
}

function keyCommand(text: string): Readonly<Record<string, string>> {
  return { COUNTERSIGN_MASTER_KEY_COMMAND: text };
}

/** Makes a data directory, and asks for it and for its port while they are in use. */
async function useSoundData(
  run: CanaryRun,
  world: MarkedWorld,
  places: { readonly directory: string; readonly sound: string },
): Promise<void> {
  const { directory, sound } = places;
  const { environment } = world;
  const file = { sources: markedSources(world), endpoints: [] };
  const configurationFile = await writeConfiguration(directory, file, "sound.json");
  await using gateway = await startGatewayProcess({ dataDirectory: sound, configurationFile, environment });
  if (engineHas("a lock on its folder")) {
    const argv = await serveArguments({ dataDirectory: sound });
    await refuseStart(run, { name: "data in use", argv, environment });
  }
  const onPort = ["serve", "--data", join(directory, "port"), "--port", new URL(gateway.url).port];
  await refuseStart(run, { name: "a port in use", argv: onPort });
  await gateway.stop();
  run.addProcess("a gateway whose data others want", gateway.written());
}

async function tamper(sound: string, path: string, sql: string): Promise<void> {
  await cp(sound, path, { recursive: true });
  if (engineUnderTest === "postgres") await copyDatabase(sound, path);
  await runSql(path, sql);
}

async function exposedKeyArguments(directory: string, mark: string): Promise<readonly string[]> {
  const path = join(directory, "exposed-key");
  await mkdir(path, { mode: 0o700 });
  await writeFile(join(path, "master.key"), mark, { mode: 0o644 });
  return serveArguments({ dataDirectory: path });
}

async function noDatabaseArguments(directory: string, mark: string): Promise<readonly string[]> {
  const path = join(directory, "no-database");
  await mkdir(path, { mode: 0o700 });
  await writeFile(databasePath(path), mark.repeat(500));
  return serveArguments({ dataDirectory: path });
}
