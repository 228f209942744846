import { sqliteHarness } from "./sqlite-harness.ts";
import { storeSuite } from "./suite.ts";

storeSuite("SQLite", sqliteHarness);
