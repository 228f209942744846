import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineHas } from "../support/engine-under-test.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { Vendor } from "../support/vendors.ts";
import type { CanaryRun } from "./canary-run.ts";
import { hostileAnswers } from "./hostile-answers.ts";
import { openHostileReceiver } from "./hostile-receiver.ts";
import { markedEndpoint, markedSources, receivePath, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";
import { driveFaultyApi } from "./drive-faulty-api.ts";
import { driveMetrics } from "./drive-fixed-routes.ts";
import { untilMetrics } from "./until-metrics.ts";

/** Beyond the second for which readiness keeps an answer. */
const READINESS_KEPT_MS = 1_100;
/** What the faulty store does with an event of this type. */
type Fault = "fault.foreign" | "fault.outdated" | "fault.unavailable" | "fault.kill" | "fault.uncaught";

/**
 * A gateway whose store fails in every way, with errors that quote bodies and secrets as a careless library would; at the
 * end its writer thread dies. A second one on the same data ends by an error that nothing catches.
 */
export async function serveOnFaultyStore(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  await using receiver = await openHostileReceiver(hostileAnswers(run.markers));
  const zentact = world.vendors.find(({ source }) => source === "zentact");
  if (zentact === undefined) throw new Error("no source zentact");
  const urlOf = (name: string): string => receiver.urlOf(name, run.markers.text("endpoint query"));
  const endpoints = [
    // Three deliveries, of which the wrapper spoils the claim of one and the outcomes of two.
    ...["one", "two", "three"].map((name) => markedEndpoint(run.markers, name, { url: urlOf("delivered") })),
    ...["unusable-url", "unusable-header", "reserved-header"].map((name) =>
      markedEndpoint(run.markers, name, { url: urlOf("delivered"), sources: ["nabla"] }),
    ),
  ];
  const start = {
    dataDirectory: join(directory.path, "data"),
    configurationFile: await writeConfiguration(directory.path, { sources: markedSources(world), endpoints }),
    flags: ["--log-level=debug", "--allow-insecure-endpoints"],
    environment: { ...world.environment, TEST_MARK: run.markers.text("message of a foreign error") },
    storeWrapper: new URL("./faulty-store.mjs", import.meta.url),
  };
  await using gateway = await startGatewayProcess(start);
  const { url } = gateway;
  // Both answers of readiness: the wrapper lets the first probe fail.
  await run.ask("readyz", url, { method: "GET", path: "/readyz" });
  await sleep(READINESS_KEPT_MS);
  await run.ask("readyz", url, { method: "GET", path: "/readyz" });
  const send = (fault: Fault | "payment.succeeded"): Promise<number> =>
    run.ask("receive", url, faultyRequest(run, zentact, fault));
  await driveFaultyApi(run, { url, dataDirectory: start.dataDirectory });
  await send("payment.succeeded");
  await send("fault.foreign");
  await send("fault.outdated");
  await send("fault.unavailable");
  for (const event of ["lease_lost", "outcome_lost", "attempt_failed_unexpectedly"])
    await gateway.logged(event);
  await untilMetrics(url, ["countersign_leases_lost_total 2", 'result="unexpected_error"']);
  await driveMetrics(run, url);
  if (engineHas("a writer that can die")) await send("fault.kill");
  else await gateway.stop();
  const exitCode = await gateway.exited;
  if (exitCode === null) throw new Error("the gateway did not end when its store's writer had died");
  run.addProcess("a gateway on a faulty store", gateway.written());

  await using second = await startGatewayProcess(start);
  // It may be gone before it answers.
  await run.ask("receive", second.url, faultyRequest(run, zentact, "fault.uncaught")).catch(() => {});
  if ((await second.exited) !== 1)
    throw new Error("an error that nothing caught did not end the gateway with 1");
  run.addProcess("a gateway with an uncaught error", second.written());
}

function faultyRequest(run: CanaryRun, vendor: Vendor, type: string): ReturnType<typeof markedRequest> {
  const body = Buffer.from(JSON.stringify({ type, data: { memo: run.markers.text(`body of ${type}`) } }));
  return markedRequest(run.markers, vendor, { path: receivePath(vendor), eventId: "", body });
}
