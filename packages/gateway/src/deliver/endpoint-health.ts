import type { Log } from "../observe/log.ts";
import type { EndedOutcome } from "./attempt.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";

/**
 * Says once that an endpoint began to fail and once that it recovered, so that an outage of hours is two lines of the
 * log and not one for each attempt.
 */
export class EndpointHealth {
  readonly #log: Log;
  readonly #failures = new Map<number, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  note({ organizationName, endpoint }: ReadyEndpoint, { result, status }: EndedOutcome): void {
    const names = { organization: organizationName, endpoint: endpoint.name };
    const failures = this.#failures.get(endpoint.id) ?? 0;
    if (result !== "delivered") {
      this.#failures.set(endpoint.id, failures + 1);
      if (failures === 0) this.#log("endpoint_failing", { ...names, code: result, status });
    } else if (failures > 0) {
      this.#failures.delete(endpoint.id);
      this.#log("endpoint_recovered", { ...names, count: failures });
    }
  }
}
