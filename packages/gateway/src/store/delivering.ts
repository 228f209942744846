import type { RateDocument } from "../config/configuration.ts";
import type { CircuitChange, CircuitSign } from "./circuit.ts";
import type { StoredEvent } from "./reading.ts";

export interface DueEndpoints {
  readonly due: readonly { readonly organizationId: number; readonly endpointId: number }[];
  /** When the next endpoint falls due, in milliseconds; undefined when nothing is waiting for a time. */
  readonly nextDueAt: number | undefined;
}

export interface ClaimRequest {
  readonly now: number;
  readonly wanted: readonly {
    readonly organizationId: number;
    readonly configVersion: number;
    readonly endpointId: number;
    readonly limit: number;
    readonly concurrency: number;
    /** How long the claim holds: the attempt's deadline and 15 s. */
    readonly leaseMs: number;
    /** How many may be claimed in a time, whoever claims. Absent: no limit. */
    readonly rate?: RateDocument;
  }[];
}

export interface ClaimResult {
  readonly claimed: readonly ClaimedDelivery[];
  /** Organizations whose configuration has changed; nothing was claimed for them. */
  readonly outdatedOrganizations: readonly number[];
  /** What is due after this claim, as {@link Store.dueEndpoints} would say. */
  readonly due: DueEndpoints;
  /** Deliveries whose stored payload no longer opens: never sent, dead letters by now. */
  readonly unreadable: readonly UnreadableDelivery[];
}

export interface UnreadableDelivery {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly endpointId: number;
  readonly attempt: number;
}

export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly endpointId: number;
  /** Fencing token of this claim. */
  readonly token: number;
  readonly leaseUntil: number;
  /** 1 for the first try. A try that a crash cut short is not counted. */
  readonly attempt: number;
  /** How many tries the receiver refused with 401 or 403 so far: chooses the next key during a rotation. */
  readonly refusals: number;
  /** The replay that made or retried it, and whether it goes out with the signature that it came with. */
  readonly replay?: { readonly replayId: string; readonly isAsReceived: boolean };
  readonly event: StoredEvent;
}

export type DeliveryState = "pending" | "in_flight" | "delivered" | "failed" | "held" | "cancelled";

export interface AttemptOutcome {
  readonly deliveryId: string;
  readonly organizationId: number;
  readonly token: number;
  readonly startedAt: number;
  readonly durationMs: number;
  /** `delivered`, or why not, as a code of the deliver table. */
  readonly result: string;
  readonly status?: number;
  readonly secretId?: number;
  /** The first bytes of the response, kept sealed. */
  readonly responseExcerpt?: Uint8Array;
  readonly next:
    | { readonly state: "delivered" }
    | { readonly state: "pending"; readonly dueAt: number; readonly isRefusal: boolean }
    | { readonly state: "failed" };
  /** Disables the endpoint in the same transaction and raises its organization's version. */
  readonly disablesEndpoint?: "gone";
  /** What the attempt tells about its endpoint; absent where it tells nothing, such as one that was interrupted. */
  readonly circuit?: CircuitSign;
}

export interface RecordResult {
  /** True when the lease had been lost: the attempt is kept, the delivery is as it was. */
  readonly isFenced: boolean;
  /** Absent where the circuit of the endpoint is as it was. */
  readonly circuit?: CircuitChange;
}

export interface EndpointState {
  readonly organizationId: number;
  readonly organizationName: string;
  readonly endpointId: number;
  readonly endpointName: string;
  readonly isEnabled: boolean;
  readonly pending: number;
  readonly inFlight: number;
  readonly failed: number;
  readonly held: number;
  /** `open`: nothing is claimed. `half_open`: the pause is over, one delivery at a time is tried. */
  readonly circuit: "closed" | "open" | "half_open";
  /** When the pause ends, while the circuit is open. */
  readonly circuitOpenUntil?: number;
  /** Failed attempts since the last one that succeeded. */
  readonly consecutiveFailures: number;
  /** When the next delivery may be claimed, while the rate allows none. */
  readonly rateWaitsUntil?: number;
  /** When the oldest pending delivery was made. */
  readonly oldestPendingAt?: number;
}
