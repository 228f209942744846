import type { SingleCommand } from "../commands.ts";

/** `countersign deliveries`: what becomes of events at their endpoints. */
export const deliveryActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list deliveries, those of the newest event first; dead letters: --state failed",
    load: async () => (await import("./deliveries/list.ts")).listDeliveries,
  },
  get: {
    summary: "show one delivery and its attempts",
    load: async () => (await import("./deliveries/get.ts")).getDelivery,
  },
  retry: {
    summary: "try dead letters or waiting deliveries again now",
    load: async () => (await import("./deliveries/act.ts")).retryDeliveries,
  },
  cancel: {
    summary: "cancel pending or held deliveries for good",
    load: async () => (await import("./deliveries/act.ts")).cancelDeliveries,
  },
  skip: {
    summary: "give dead letters up, so that deliveries behind them with the same ordering key go on",
    load: async () => (await import("./deliveries/act.ts")).skipDeliveries,
  },
  release: {
    summary: "send held deliveries",
    load: async () => (await import("./deliveries/act.ts")).releaseDeliveries,
  },
  reveal: {
    summary: "show what the receiver answered, for a reason that is kept in the audit log",
    load: async () => (await import("./deliveries/reveal.ts")).revealResponses,
  },
};
