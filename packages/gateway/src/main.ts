import { startGateway } from "./app.ts";
import type { GatewayOptions } from "./app.ts";
import { endOnFault } from "./end-on-fault.ts";
import type { Gateway } from "./gateway.ts";
import { createLog } from "./observe/log.ts";

export interface RunOptions extends GatewayOptions {
  /** Called once the gateway answers. */
  readonly onStarted?: (gateway: Gateway) => void;
}

/** Exit codes of a run: stopped as asked, or the store can never work again. */
const STOPPED = 0;
const FAILED = 1;

/**
 * Runs a gateway until a signal ends it: SIGTERM and SIGINT stop it and finish what is under way, a second one ends the
 * process at once, SIGHUP reads configuration and certificate anew.
 *
 * @returns The exit code: 0 after a stop, 1 when the store has failed for good.
 * @throws What `startGateway` throws.
 */
export async function runGateway(options: RunOptions): Promise<number> {
  let gateway: Gateway | undefined;
  let hasReloadWaiting = false;
  const onReload = (): void => {
    if (gateway === undefined) hasReloadWaiting = true;
    // A rejection was logged where it arose; the old configuration goes on.
    else gateway.reload().catch(() => {});
  };
  // All before the start: the default answer to these signals is to die.
  process.on("SIGHUP", onReload);
  const stopped = stopSignal();
  const log = options.log ?? createLog({ level: options.settings.logLevel });
  const stopEndingOnFault = endOnFault(log);
  try {
    gateway = await startGateway({ ...options, log });
    options.onStarted?.(gateway);
    if (hasReloadWaiting) onReload();
    const exitCode = await Promise.race([stopped, gateway.failed.then(() => FAILED)]);
    await gateway.stop();
    return exitCode;
  } finally {
    process.off("SIGHUP", onReload);
    stopEndingOnFault();
  }
}

/** Resolves at the first SIGTERM or SIGINT; the second one ends the process. */
function stopSignal(): Promise<number> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = (): void => {
      // Whoever asks twice does not want to wait.
      if (isStopping) process.exit(FAILED);
      isStopping = true;
      resolve(STOPPED);
    };
    process.on("SIGTERM", onSignal);
    process.on("SIGINT", onSignal);
  });
}
