import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
// Built output: the writer is a thread, and Node 20 starts none from TypeScript.
import { createMasterKey } from "../../dist/secrets/master-key.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";
import type { StoreHarness } from "./scenario.ts";

export const masterKey = createMasterKey(Buffer.alloc(32, 7));

export const sqliteHarness: StoreHarness = {
  async createPlace() {
    const place = await mkdtemp(join(tmpdir(), "countersign-store-"));
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    return place;
  },
  open: (place, options = {}) => openSqliteStore({ dataDirectory: place, masterKey, ...options }),
};
