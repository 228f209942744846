import { connect } from "node:net";
import type { Socket } from "node:net";
import { join } from "node:path";
import { engineUnderTest } from "../support/engine-under-test.ts";
import { serveArguments, startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess, GatewayProcessOptions } from "../support/gateway-process.ts";
import { runSql } from "../support/run-sql.ts";
import { requestBytes } from "../support/raw-exchange.ts";
import { waitUntil } from "../support/wait-until.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { CanaryRun } from "./canary-run.ts";
import { openDeliveryTargets } from "./delivery-targets.ts";
import type { DeliveryTargets } from "./delivery-targets.ts";
import { driveApi } from "./drive-api.ts";
import { driveBrokenHttp } from "./drive-broken-http.ts";
import { driveFixedRoutes, driveMetrics } from "./drive-fixed-routes.ts";
import { driveQuarantine } from "./drive-quarantine.ts";
import { SOURCE_OF_API, driveResources } from "./drive-resources.ts";
import { driveRetention } from "./drive-retention.ts";
import { driveSending } from "./drive-sending.ts";
import { driveSignIn } from "./drive-sign-in.ts";
import { MAX_BYTES_IN_FLIGHT, driveReceiving } from "./drive-receiving.ts";
import { markedSources, receivePath, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";
import { refuseStart } from "./refuse-start.ts";
import { untilMetrics } from "./until-metrics.ts";

/** Short limits, so that what must run into them does so soon. */
const FLAGS = [
  "--log-level=debug",
  "--headers-timeout-ms=500",
  "--request-timeout-ms=800",
  "--stop-timeout-ms=300",
  `--max-body-bytes-in-flight=${MAX_BYTES_IN_FLIGHT}`,
];

/** What waits to be delivered can no longer be opened. */
const SPOIL_PAYLOADS = {
  sqlite: "UPDATE blobs SET sealed = zeroblob(length(sealed))",
  postgres: "UPDATE blobs SET sealed = decode(repeat('00', length(sealed)), 'hex')",
} as const;

/** A request that stays half read until the gateway stops. */
const PATIENT_FLAG = "--request-timeout-ms=60000";

/**
 * One gateway through everything that can be asked of it and that its receivers can do to it, killed, started again on
 * what it had stored, and stopped while work is under way.
 */
export async function serveEverything(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  await using targets = await openDeliveryTargets(run.markers);
  const dataDirectory = join(directory.path, "data");
  const file = { sources: markedSources(world), endpoints: targets.endpoints };
  const process: GatewayProcessOptions = {
    dataDirectory,
    configurationFile: await writeConfiguration(directory.path, file),
    flags: [...FLAGS, "--allow-insecure-endpoints", "--admin-listen=127.0.0.1:0"],
    environment: world.environment,
  };
  {
    await using gateway = await startGatewayProcess(process);
    const adminUrl = gateway.adminUrl ?? gateway.url;
    await driveReceiving(run, gateway.url, world);
    await driveBrokenHttp(run, gateway.url);
    await driveFixedRoutes(run, adminUrl);
    await driveResources(run, { url: adminUrl, dataDirectory, sourceOfFile: "nabla" });
    await driveQuarantine(run, { url: gateway.url, adminUrl, dataDirectory });
    await driveSending(run, { url: adminUrl, dataDirectory });
    await driveRetention(run, { url: adminUrl, dataDirectory });
    await driveSignIn(run, { url: adminUrl, dataDirectory });
    await driveApi(run, { url: adminUrl, dataDirectory });
    await untilMetrics(adminUrl, targets.resultsWhileInsecure.map(resultLabel));
    await gateway.logged("endpoint_recovered");
    await driveMetrics(run, adminUrl);
    const signatures = targets.signatures();
    if (signatures.length === 0) throw new Error("no delivery was signed");
    for (const signature of signatures) {
      run.markers.add("signature of a delivery", signature);
      run.markers.add("signature of a delivery, decoded", Buffer.from(signature, "base64"));
    }
    await run.addDataDirectory("a running gateway", dataDirectory);
    await gateway.kill();
    run.addProcess("a killed gateway", gateway.written());
  }
  {
    // Without the file and without --allow-insecure-endpoints: what is stored can no longer be delivered.
    const { configurationFile: _, ...onStoredConfiguration } = process;
    await using gateway = await startGatewayProcess({ ...onStoredConfiguration, flags: FLAGS });
    await untilMetrics(gateway.url, targets.resultsWhileSecure.map(resultLabel));
    await driveMetrics(run, gateway.url);
    await stopNow(run, gateway);
  }
  await refuseClashingFile(run, world, { directory: directory.path, dataDirectory });
  await runSql(dataDirectory, SPOIL_PAYLOADS[engineUnderTest]);
  {
    await using gateway = await startGatewayProcess({
      ...process,
      flags: [...(process.flags ?? []), PATIENT_FLAG],
    });
    await stopWhileWorking(run, gateway, { world, targets });
  }
  await run.addDataDirectory("a stopped gateway", dataDirectory);
  await run.addStoredAttempts(dataDirectory);
}

/** Starts with a file that names what the API manages. */
async function refuseClashingFile(
  run: CanaryRun,
  { environment }: MarkedWorld,
  places: { readonly directory: string; readonly dataDirectory: string },
): Promise<void> {
  const secrets = [run.markers.secret("secret of a clashing file")];
  const file = { sources: [{ name: SOURCE_OF_API, scheme: "nabla", secrets }], endpoints: [] };
  const configurationFile = await writeConfiguration(places.directory, file, "clashing.json");
  const argv = await serveArguments({ dataDirectory: places.dataDirectory, configurationFile });
  await refuseStart(run, { name: "a file that names what the API manages", argv, environment });
}

function resultLabel(result: string): string {
  return `result="${result}"`;
}

async function stopNow(run: CanaryRun, gateway: GatewayProcess): Promise<void> {
  await gateway.stop();
  run.addProcess("a stopped gateway", gateway.written());
}

/** Stops it while a request is half read and an attempt waits for its answer. */
async function stopWhileWorking(
  run: CanaryRun,
  gateway: GatewayProcess,
  { world, targets }: { readonly world: MarkedWorld; readonly targets: DeliveryTargets },
): Promise<void> {
  const nabla = world.vendors.find(({ source }) => source === "nabla");
  if (nabla === undefined) throw new Error("no source nabla");
  const path = receivePath(nabla);
  const { hostname, port } = new URL(gateway.url);
  const body = Buffer.from(run.markers.text("half a body"));
  const countBefore = targets.countOf("interrupted");
  await run.ask("receive", gateway.url, markedRequest(run.markers, nabla, { path, eventId: "last" }));
  await waitUntil("an attempt that waits", () => targets.countOf("interrupted") > countBefore);
  await using socket = closing(connect({ host: hostname, port: Number(port) }));
  socket.write(requestBytes(gateway.url, { path, body, declaredLength: body.length * 2 }));
  await untilMetrics(gateway.adminUrl ?? gateway.url, [`countersign_body_bytes_in_flight ${body.length}\n`]);
  await stopNow(run, gateway);
}

function closing(socket: Socket): AsyncDisposable & { write(bytes: Uint8Array): void } {
  // The gateway cuts it at the end of its patience; that is what this is for.
  socket.on("error", () => {});
  return {
    write: (bytes) => void socket.write(bytes),
    [Symbol.asyncDispose]: async () => void socket.destroy(),
  };
}
