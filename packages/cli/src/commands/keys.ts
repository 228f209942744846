import type { SingleCommand } from "../commands.ts";

/** `countersign keys`: who may use the API, and as what; and the key that wraps all others. */
export const keyActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the organization's API keys, newest first, revoked ones included",
    load: async () => (await import("./keys/list.ts")).listKeys,
  },
  get: {
    summary: "show one API key, without the key itself",
    load: async () => (await import("./keys/get.ts")).getKey,
  },
  create: {
    summary: "make an API key of one role and print it, this once",
    load: async () => (await import("./keys/create.ts")).createKey,
  },
  revoke: {
    summary: "revoke an API key for good; its very next request is refused",
    load: async () => (await import("./keys/revoke.ts")).revokeKey,
  },
  master: {
    summary: "show which master key is in force",
    load: async () => (await import("./keys/master.ts")).getMasterKey,
  },
  rotate: {
    summary: "wrap every key of the gateway under a new master key while it runs",
    load: async () => (await import("./keys/rotate.ts")).rotateKeys,
  },
};
