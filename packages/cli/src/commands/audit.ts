import type { SingleCommand } from "../commands.ts";

/** `countersign audit`: what was done, by whom and why, and whether that was changed since. */
export const auditActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list what was done, by whom and why; filters by who, what, on which thing and when",
    load: async () => (await import("./audit/list.ts")).listAudit,
  },
  checkpoint: {
    summary: "print the end of the log, to be kept elsewhere",
    load: async () => (await import("./audit/checkpoint.ts")).auditCheckpoint,
  },
  verify: {
    summary: "compute every hash of the log again: finds edits, deletions and what was cut off",
    load: async () => (await import("./audit/verify.ts")).verifyAudit,
  },
};
