import { circuitDefaults } from "../config/circuit-defaults.ts";
import type { Endpoint } from "../config/configuration.ts";
import type { CircuitSign } from "../store/circuit.ts";
import { attemptResults } from "./attempt-results.ts";
import type { AttemptResultCode } from "./attempt-results.ts";

/** Pauses vary by this part in both directions, as retries do. */
const JITTER = 0.2;

/** What an attempt tells about its endpoint, or undefined where it tells nothing. */
export function circuitSign(
  result: AttemptResultCode,
  endpoint: Pick<Endpoint, "circuit" | "secrets">,
  random: () => number,
): CircuitSign | undefined {
  const { tells } = attemptResults[result];
  if (tells === "nothing") return undefined;
  if (tells === "works") return { kind: "works" };
  // During a rotation the next try signs with the next key and may well succeed: no reason to leave the endpoint alone.
  if (result === "credentials_refused" && endpoint.secrets.length > 1) return undefined;
  const { failures, pauseMs, maxPauseMs } = endpoint.circuit ?? circuitDefaults;
  const jitter = 1 - JITTER + 2 * JITTER * random();
  return { kind: "fails", opensAfter: failures, pauseMs, maxPauseMs, jitter };
}
