// A store with troubles that a test switches on by making files: `full` (nothing can be committed), `dead` (the writer is gone).
import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GatewayError } from "@countersign/gateway";
import { override } from "../../support/wrapped-store/override.mjs";

const folder = process.env.TEST_TROUBLES ?? "";
const has = (trouble) => existsSync(join(folder, trouble));
const unavailable = () => Promise.reject(new GatewayError("store_unavailable", "made so by a test"));

export function wrapStore(store) {
  const death = new EventEmitter();
  const failed = once(death, "dead").then(() => new GatewayError("store_unavailable", "the writer is gone"));
  return override(store, {
    failed,
    accept: (event) => {
      if (has("dead")) death.emit("dead");
      return has("full") || has("dead") ? unavailable() : store.accept(event);
    },
    probe: () => (has("full") ? unavailable() : store.probe()),
  });
}
