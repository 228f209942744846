import type { Answer } from "../../api/answer-types.ts";

/** One thing that was looked at: whether it is as it should be, what that means, and what to do. */
export interface HealthCheck {
  readonly name: string;
  readonly state: "ok" | "warn";
  readonly says: string;
}

type Health = Answer<"getHealth">;

/** Senders' tolerances begin at a minute. A clock that is off by half of it is to be set before it hurts. */
const MAX_CLOCK_OFFSET_MS = 30_000;

export function storeCheck({ store }: Health): HealthCheck {
  return store === "ok"
    ? { name: "store", state: "ok", says: "Events are committed." }
    : {
        name: "store",
        state: "warn",
        says: "Nothing is committed: senders are answered 503 and try again. Look at the gateway's log, disk and database.",
      };
}

export function sourcesCheck({ sources }: Health): HealthCheck {
  const name = "sources";
  if (sources === 0) return { name, state: "warn", says: "None receives: set up a source, or enable one." };
  return { name, state: "ok", says: `${sources} ${sources === 1 ? "receives" : "receive"}.` };
}

/** The gateway's clock, told by when it started and how long it has run, against this browser's. */
export function clockCheck({ startedAt, uptimeSeconds }: Health, nowMs: number): HealthCheck {
  const offsetMs = Date.parse(startedAt) + uptimeSeconds * 1000 - nowMs;
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const name = "clock";
  if (Math.abs(offsetMs) <= MAX_CLOCK_OFFSET_MS) {
    return { name, state: "ok", says: "Agrees with this browser's to half a minute." };
  }
  return {
    name,
    state: "warn",
    says: `${seconds} s ${offsetMs < 0 ? "behind" : "ahead of"} this browser's. One of them is wrong; a wrong one at the gateway refuses signatures with a time.`,
  };
}

export function connectionCheck({
  protocol,
  hostname,
}: Pick<Location, "protocol" | "hostname">): HealthCheck {
  const name = "connection";
  if (protocol === "https:") return { name, state: "ok", says: "This page came over TLS." };
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return isLoopback
    ? { name, state: "ok", says: "This page came from this machine, without TLS." }
    : {
        name,
        state: "warn",
        says: "This page came without TLS: sessions need it, and others can read along.",
      };
}

export function masterKeyCheck({ state }: Answer<"getMasterKey">): HealthCheck {
  const name = "master key";
  if (state === "interrupted") {
    return {
      name,
      state: "warn",
      says: "A rotation was interrupted: go on with it under Retention and keys.",
    };
  }
  return { name, state: "ok", says: state === "rotating" ? "A rotation is under way." : "In force." };
}
