import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryListeners } from "./attempt-report.ts";
import type { StepObserver } from "./delivery-steps.ts";
import type { ResolveHost } from "./resolve-host.ts";

export interface DispatcherOptions {
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Of this program, for the user agent. */
  readonly version: string;
  /** Permits `http:` and every address. For development only. Default false. */
  readonly allowsInsecureEndpoints?: boolean;
  /** Most attempts at once over all endpoints, which bounds sockets. Default 256, minimum 1. */
  readonly maxInFlight?: number;
  /** Most bytes of bodies under way at once, give or take one claim. Default 256 MiB. */
  readonly maxBytesInFlight?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 up to but not including 1. Default `Math.random`: it only spreads retries in time. */
  readonly random?: () => number;
  /** Default: as the system resolves names. */
  readonly resolveHost?: ResolveHost;
  /** Certificates to trust instead of the runtime's own list, in PEM. */
  readonly trustedCertificates?: string;
  /** Told of attempts, dead letters and endpoints that are gone. Default: nobody. */
  readonly listeners?: DeliveryListeners;
  /** Told of each step of each attempt. Default: nobody. */
  readonly steps?: StepObserver;
}

export const DEFAULT_MAX_IN_FLIGHT = 256;
export const DEFAULT_MAX_BYTES_IN_FLIGHT = 256 * 1024 * 1024;
/** How long `stop` lets attempts run on: the default attempt timeout and time to record. */
export const DEFAULT_STOP_TIMEOUT_MS = 20_000;
