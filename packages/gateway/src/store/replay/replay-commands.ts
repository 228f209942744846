import type { ReplayState } from "./replay-rows.ts";
import type { ReplayCommand } from "./replay-store.ts";

/** What a person may do with a replay, from which states, and where that leads: the only place that says so. */
export const replayCommands: Readonly<
  Record<ReplayCommand, { readonly from: readonly ReplayState[]; readonly state: ReplayState }>
> = {
  pause: { from: ["running"], state: "paused" },
  resume: { from: ["paused"], state: "running" },
  /** For good; what was made by then is delivered. */
  stop: { from: ["running", "paused"], state: "stopped" },
};
