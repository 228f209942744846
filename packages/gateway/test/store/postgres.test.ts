import { postgresHarness } from "./postgres-harness.ts";
import { storeSuite } from "./suite.ts";

storeSuite("PostgreSQL", postgresHarness);
