import type { SingleCommand } from "../commands.ts";

/** `countersign schemes`: the registry of schemes. */
export const schemeActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the built-in schemes; with --url, a gateway's own ones too",
    load: async () => (await import("./schemes/list.ts")).listSchemes,
  },
  show: {
    summary: "show one scheme: what is signed, where the signature stands, its example events",
    load: async () => (await import("./schemes/show.ts")).showScheme,
  },
  test: {
    summary: "check a scheme file, and run vectors against it",
    load: async () => (await import("./schemes/test.ts")).testScheme,
  },
  new: {
    summary: "find the scheme of a captured request and its secret, and print it",
    load: async () => (await import("./schemes/new.ts")).newScheme,
  },
  create: {
    summary: "keep a scheme in a gateway, for sources and endpoints to name",
    load: async () => (await import("./schemes/create.ts")).createScheme,
  },
  update: {
    summary: "put another scheme in the place of one that a gateway keeps",
    load: async () => (await import("./schemes/update.ts")).updateScheme,
  },
  delete: {
    summary: "delete a scheme that a gateway keeps and nothing names",
    load: async () => (await import("./schemes/delete.ts")).deleteScheme,
  },
};
