import type { SingleCommand } from "../commands.ts";

/** `countersign secrets`: the signing secrets of sources, callers and endpoints. */
export const secretActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list secrets, when each last matched, and which is safe to retire; never their values",
    load: async () => (await import("./secrets/list.ts")).listSecrets,
  },
  rotate: {
    summary: "add a new secret and let the older ones end after an overlap",
    load: async () => (await import("./secrets/rotate.ts")).rotateSecret,
  },
  erase: {
    summary: "revoke a secret at once and wipe it, as after a leak",
    load: async () => (await import("./secrets/erase.ts")).eraseSecret,
  },
};
