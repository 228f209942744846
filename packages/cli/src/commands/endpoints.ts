import type { SingleCommand } from "../commands.ts";

/** `countersign endpoints`: where events go, and how they are signed. */
export const endpointActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the organization's endpoints",
    load: async () => (await import("./endpoints/list.ts")).listEndpoints,
  },
  get: {
    summary: "show one endpoint, without its secrets and credentials",
    load: async () => (await import("./endpoints/get.ts")).getEndpoint,
  },
  create: {
    summary: "make an endpoint; it gets the events that are accepted from then on",
    load: async () => (await import("./endpoints/create.ts")).createEndpoint,
  },
  update: {
    summary: "change settings of an endpoint",
    load: async () => (await import("./endpoints/update.ts")).updateEndpoint,
  },
  enable: {
    summary: "enable an endpoint that is paused or gone; it goes on with its backlog",
    load: async () => (await import("./endpoints/enable.ts")).enableEndpoint,
  },
  disable: {
    summary: "pause an endpoint; its backlog waits",
    load: async () => (await import("./endpoints/disable.ts")).disableEndpoint,
  },
  test: {
    summary: "send one endpoint a test event",
    load: async () => (await import("./endpoints/test.ts")).testEndpoint,
  },
  delete: {
    summary: "delete an endpoint, wipe its secrets and cancel its open deliveries",
    load: async () => (await import("./endpoints/delete.ts")).deleteEndpoint,
  },
};
