import type { SingleCommand } from "../commands.ts";

/** `countersign quarantine`: requests that were refused, kept sealed for a while. */
export const quarantineActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list refused requests, newest first, without their content",
    load: async () => (await import("./quarantine/list.ts")).listQuarantine,
  },
  counts: {
    summary: "show how full each source's quarantine is, and what it had no room for",
    load: async () => (await import("./quarantine/counts.ts")).countQuarantine,
  },
  get: {
    summary: "show one refused request, without its content",
    load: async () => (await import("./quarantine/get.ts")).getQuarantined,
  },
  explain: {
    summary: "search for the cause of a refusal",
    load: async () => (await import("./quarantine/explain.ts")).explainQuarantined,
  },
  trace: {
    summary: "show the verification of a refused request step by step",
    load: async () => (await import("./quarantine/trace.ts")).traceQuarantined,
  },
  reveal: {
    summary: "write the exact bytes of a refused request, for a reason that is kept in the audit log",
    load: async () => (await import("./quarantine/reveal.ts")).revealQuarantined,
  },
  reverify: {
    summary: "count which refused requests would pass with the present secrets and settings",
    load: async () => (await import("./quarantine/reverify.ts")).reverifyQuarantine,
  },
  release: {
    summary: "make events of the refused requests that pass now",
    load: async () => (await import("./quarantine/release.ts")).releaseQuarantine,
  },
  discard: {
    summary: "delete refused requests for good",
    load: async () => (await import("./quarantine/discard.ts")).discardQuarantined,
  },
};
