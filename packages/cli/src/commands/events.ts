import type { SingleCommand } from "../commands.ts";

/** `countersign events`: what was accepted, or sent through the API. */
export const eventActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list events, newest first, without their payloads",
    load: async () => (await import("./events/list.ts")).listEvents,
  },
  get: {
    summary: "show one event beside its payload, and its deliveries",
    load: async () => (await import("./events/get.ts")).getEvent,
  },
  masked: {
    summary: "show the shape of an event's payload, every value hidden",
    load: async () => (await import("./events/masked.ts")).getMaskedEvent,
  },
  reveal: {
    summary: "write the exact bytes of an event's payload, for a reason that is kept in the audit log",
    load: async () => (await import("./events/reveal.ts")).revealEvent,
  },
  send: {
    summary: "send an event of your own to every endpoint that wants it",
    load: async () => (await import("./events/send.ts")).sendEvent,
  },
};
