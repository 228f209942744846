import type { SingleCommand } from "../commands.ts";

/** `countersign schemes`: the registry of schemes. */
export const schemeActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the built-in schemes",
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
};
