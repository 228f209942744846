import type { ActivityNotes } from "../activity/activity-notes.ts";
import type { Log } from "../observe/log.ts";
import type { LogThrottle } from "../observe/log-throttle.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { ReceivingSource } from "./receiving-source.ts";

export interface RefusalsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly throttle: LogThrottle;
  readonly activity: Pick<ActivityNotes, "received">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Counts every refusal and logs some: which source and which code, never anything of the request. */
export class Refusals {
  readonly #options: RefusalsOptions;

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  /** @param receiving The source, or undefined for a path that leads to none. */
  note(
    receiving: ReceivingSource | undefined,
    refusal: { readonly code: string; readonly status: number },
  ): void {
    const { log, metrics, throttle, activity, now } = this.#options;
    const organization = receiving?.organization.name;
    const source = receiving?.source.name;
    const { code, status } = refusal;
    if (organization === undefined || source === undefined) metrics.receivedElsewhere.labels({ code }).inc();
    else metrics.received.labels({ organization, source, result: code }).inc();
    if (receiving !== undefined) activity.received(receiving, "refused", now());
    const suppressed = throttle.admit(`${organization ?? ""}/${source ?? ""}/${code}`);
    if (suppressed === undefined) {
      metrics.logLinesSuppressed.labels({ event: "request_refused" }).inc();
      return;
    }
    log("request_refused", {
      organization,
      source,
      code,
      status,
      ...(suppressed === 0 ? {} : { suppressed }),
    });
  }
}
