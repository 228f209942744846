import type { SingleCommand } from "../commands.ts";

/** `countersign sources`: who may send, and how each signs. */
export const sourceActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the organization's sources",
    load: async () => (await import("./sources/list.ts")).listSources,
  },
  get: {
    summary: "show one source, without its secrets",
    load: async () => (await import("./sources/get.ts")).getSource,
  },
  create: {
    summary: "make a source; it receives from then on",
    load: async () => (await import("./sources/create.ts")).createSource,
  },
  update: {
    summary: "change settings of a source",
    load: async () => (await import("./sources/update.ts")).updateSource,
  },
  enable: {
    summary: "let a paused source receive again",
    load: async () => (await import("./sources/enable.ts")).enableSource,
  },
  disable: {
    summary: "pause a source: its next request is refused",
    load: async () => (await import("./sources/disable.ts")).disableSource,
  },
  delete: {
    summary: "delete a source and wipe its secrets; its events stay",
    load: async () => (await import("./sources/delete.ts")).deleteSource,
  },
};
