// What the gateway must never do: it says that an event is stored and stores it a moment later, as a cache that writes
// behind does. The crash test must notice.
import { setTimeout as sleep } from "node:timers/promises";
import { override } from "../support/wrapped-store/override.mjs";

/** Long enough that some are on their way when the process is killed, however slow the machine. */
const WRITE_BEHIND_MS = 1000;
const ID_OF_NOTHING = `evt_${"0".repeat(26)}`;

/** @param {import("../../src/store/store.ts").Store} store */
export function wrapStore(store) {
  return override(store, {
    accept: async (event) => {
      void sleep(WRITE_BEHIND_MS)
        .then(() => store.accept(event))
        .catch(() => {});
      return { outcome: "accepted", eventId: ID_OF_NOTHING, isRepeat: false };
    },
  });
}
