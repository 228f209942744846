import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countRows } from "./counts.ts";
import type { Counts } from "./counts.ts";
import { createDemoSecrets } from "./demo-secrets.ts";
import { findDeviations } from "./deviations.ts";
import { writeGatewayConfiguration } from "./gateway-configuration.ts";
import type { GatewayProcess, GatewayStart } from "./gateway-process.ts";
import { playVendor } from "./play-vendor.ts";
import type { PlayedStory } from "./play-vendor.ts";
import { startReceiver } from "./receiver.ts";
import type { Receiver } from "./receiver.ts";
import { createRows } from "./rows.ts";
import type { Row } from "./rows.ts";
import { countStoredEvents } from "./stored-events.ts";
import { timingsOf } from "./timings.ts";
import type { Timings } from "./timings.ts";
import { vendors } from "./vendors.ts";

/** Time for the last deliveries to arrive: they take milliseconds, or about 5 s should one have to be tried again. */
const DELIVERY_TIMEOUT_MS = 10_000;

/** What one run of the demo showed. */
export interface DemoResult {
  readonly rows: readonly Row[];
  readonly counts: Counts;
  readonly timings: Timings;
  /** Empty when everything was as it should be. */
  readonly deviations: readonly string[];
  /** The gateway's last log lines, to explain a deviation. */
  readonly logLines: readonly string[];
}

export interface DemoParts {
  readonly signal: AbortSignal;
  readonly startGateway: (start: GatewayStart) => Promise<GatewayProcess>;
  /** Tells what happens now. */
  readonly talk: (text: string) => void;
}

/**
 * Starts a gateway and a receiver in a temporary folder, plays every story of every vendor, stops both and judges.
 * Whatever happens, nothing is left behind.
 *
 * @throws the reason of `signal` when it aborts, or Error when a part could not be started or reached.
 */
export async function performDemo(parts: DemoParts): Promise<DemoResult> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-demo-"));
  const secrets = createDemoSecrets();
  let receiver: Receiver | undefined;
  let gateway: GatewayProcess | undefined;
  try {
    parts.talk("Starting a gateway and a receiver in a temporary folder …");
    receiver = await startReceiver(secrets.endpointSecret);
    const { file, environment } = await writeGatewayConfiguration(secrets, {
      folder,
      receiverUrl: receiver.url,
    });
    const startedAtMs = performance.now();
    gateway = await parts.startGateway({
      configurationFile: file,
      dataFolder: join(folder, "data"),
      environment,
      signal: parts.signal,
    });
    const gatewayStartMs = performance.now() - startedAtMs;

    const played: PlayedStory[] = [];
    for (const vendor of vendors) {
      parts.talk(`Playing ${vendor.example.scheme.name} …`);
      const stage = { gatewayUrl: gateway.url, secrets: secrets.of(vendor), signal: parts.signal };
      played.push(...(await playVendor(vendor, stage)));
    }
    await waitForDeliveries(receiver, played, parts.signal);
    const storedEvents = await countStoredEvents(gateway.url, parts.signal);

    parts.talk("Stopping …");
    // A clean stop finishes what is under way; after it, nothing more can arrive.
    const exitCode = await gateway.stop();
    const rows = createRows(played, receiver.deliveries);
    const counts = countRows(rows, receiver.deliveries, storedEvents);
    return {
      rows,
      counts,
      timings: timingsOf(rows, gatewayStartMs),
      deviations: findDeviations(rows, counts, exitCode),
      logLines: gateway.logLines(),
    };
  } catch (error) {
    // What an abort breaks off fails in many ways; the reason is the one to tell.
    if (parts.signal.aborted) throw parts.signal.reason;
    throw gateway === undefined ? error : withLogLines(error, gateway.logLines());
  } finally {
    await gateway?.stop();
    await receiver?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function withLogLines(error: unknown, logLines: readonly string[]): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error([message, "The gateway's last lines:", ...logLines].join("\n  "), { cause: error });
}

async function waitForDeliveries(
  receiver: Receiver,
  played: readonly PlayedStory[],
  signal: AbortSignal,
): Promise<void> {
  const expected = played.filter(({ story }) => story.expected === "accepted").length;
  await receiver.waitForEvents(expected, AbortSignal.any([signal, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]));
  signal.throwIfAborted();
}
