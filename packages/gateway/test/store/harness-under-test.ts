import { engineUnderTest } from "../support/engine-under-test.ts";
import { postgresHarness } from "./postgres-harness.ts";
import type { StoreHarness } from "./scenario.ts";
import { sqliteHarness } from "./sqlite-harness.ts";

/** For tests of what works on a store: the harness of the engine that this run is for. */
export const harnessUnderTest: StoreHarness =
  engineUnderTest === "postgres" ? postgresHarness : sqliteHarness;
