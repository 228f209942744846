import type { SingleCommand } from "../commands.ts";

/** `countersign replays`: the jobs that countersign replay made. */
export const replayActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the replays, newest first",
    load: async () => (await import("./replays/list.ts")).listReplays,
  },
  get: {
    summary: "show one replay and how far it is",
    load: async () => (await import("./replays/get.ts")).getReplay,
  },
  pause: {
    summary: "pause a running replay",
    load: async () => (await import("./replays/act.ts")).pauseReplay,
  },
  resume: {
    summary: "let a paused replay go on",
    load: async () => (await import("./replays/act.ts")).resumeReplay,
  },
  stop: {
    summary: "stop a replay for good; what it has made by then is delivered",
    load: async () => (await import("./replays/act.ts")).stopReplay,
  },
};
