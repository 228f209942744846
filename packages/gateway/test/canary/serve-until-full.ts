import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { CanaryRun } from "./canary-run.ts";
import { driveMetrics } from "./drive-fixed-routes.ts";
import { markedSources, receivePath, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";

/** The least that the setting allows. */
const MAX_DATABASE_BYTES = 1024 * 1024;
const BODY_BYTES = 128 * 1024;
/** Twice what fits. */
const REQUESTS = (2 * MAX_DATABASE_BYTES) / BODY_BYTES;

/** A gateway whose database is full, with a master key in a file of its own. */
export async function serveUntilFull(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  const dataDirectory = join(directory.path, "data");
  const { COUNTERSIGN_MASTER_KEY: _, ...environment } = world.environment;
  const vendor = world.vendors.find(({ source }) => source === "insight");
  if (vendor === undefined) throw new Error("no source insight");
  await using gateway = await startGatewayProcess({
    dataDirectory,
    configurationFile: await writeConfiguration(directory.path, {
      sources: markedSources(world),
      endpoints: [],
    }),
    flags: ["--log-level=debug", `--max-database-bytes=${MAX_DATABASE_BYTES}`],
    environment,
  });
  const key = (await readFile(join(dataDirectory, "master.key"), "latin1")).trim();
  run.markers.add("master key file", key);
  run.markers.add("master key file, decoded", Buffer.from(key, "base64"));
  const filler = run.markers.text("body that fills the store").repeat(BODY_BYTES / 40);
  for (let count = 0; count < REQUESTS; count++) {
    const body = Buffer.from(vendor.body(`filler-${count}`, filler));
    const eventId = `filler-${count}`;
    await run.ask(
      "receive",
      gateway.url,
      markedRequest(run.markers, vendor, { path: receivePath(vendor), eventId, body }),
    );
  }
  await run.ask("readyz", gateway.url, { method: "GET", path: "/readyz" });
  await driveMetrics(run, gateway.url);
  await gateway.stop();
  run.addProcess("a gateway with a full store", gateway.written());
  await run.addDataDirectory("a full store", dataDirectory);
}
