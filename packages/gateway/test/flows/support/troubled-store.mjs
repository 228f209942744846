// A store with troubles that a test switches on by making files: `full` (nothing can be committed), `dead` (the writer is gone).
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GatewayError } from "@countersign/gateway";
import { override } from "../../support/wrapped-store/override.mjs";

const folder = process.env.TEST_TROUBLES ?? "";
const has = (trouble) => existsSync(join(folder, trouble));
const unavailable = () => Promise.reject(new GatewayError("store_unavailable", "made so by a test"));

export function wrapStore(store) {
  let fail = () => {};
  const failed = new Promise((resolve) => {
    fail = () => resolve(new GatewayError("store_unavailable", "the writer is gone"));
  });
  return override(store, {
    failed,
    accept: (event) => {
      if (has("dead")) fail();
      return has("full") || has("dead") ? unavailable() : store.accept(event);
    },
    probe: () => (has("full") ? unavailable() : store.probe()),
  });
}
