import { findConsole } from "../../src/console-files/find-console.ts";
import { existsSync } from "node:fs";
import { engineUnderTest } from "../support/engine-under-test.ts";

/** What only SQLite has. */
const exceptionsOnPostgres: Readonly<Record<string, string>> = {
  "error code: data_directory_in_use": "Any number of gateways share a Postgres.",
  "log event: store_failed": "A Postgres that is away is asked again for ever.",
};

const consoleDirectory = findConsole();
const isConsoleBuilt = consoleDirectory !== undefined && existsSync(consoleDirectory);
const IN_FLOWS = "test/flows/console-files.test.ts brings it about.";
/** Which answers can be seen depends on whether the console was built; all of them are the same for everyone. */
const exceptionsOfConsole: Readonly<Record<string, string>> = isConsoleBuilt
  ? { "answer of a route: console 404": IN_FLOWS, "answer of a route: setup 404": IN_FLOWS }
  : {
      "answer of a route: console 200": IN_FLOWS,
      "answer of a route: setup 200": IN_FLOWS,
      "answer of a route: assets 200": IN_FLOWS,
    };

/**
 * What the canary does not bring about, each with its reason; keys are the kind and the entry. One that it does bring
 * about must go from here, and the test says so.
 */
export const coverageExceptions: Readonly<Record<string, string>> = {
  ...(engineUnderTest === "postgres" ? exceptionsOnPostgres : {}),
  ...exceptionsOfConsole,
  "log event: console_unreadable":
    "Needs an installation that is broken. The line holds the class and the code of the error; test/flows/console-files.test.ts brings it about.",
  "attempt result: resources_exhausted":
    "Needs a process without free file descriptors. Its code is looked up in the same table as every other network failure.",
  "log event: oidc_refused":
    "Needs an identity provider, which test/sign-in/oidc.test.ts runs. The line holds codes of our tables and of errors.",
  "log event: purge_finished":
    "Purges begin a minute after the start and look at days of age. The line holds counts, and codes of our tables; test/retention brings it about.",
  "log event: purge_not_flushed":
    "Purges begin a minute after the start and look at days of age. The line holds counts, and codes of our tables; test/retention brings it about.",
  "log event: purge_failed":
    "Purges begin a minute after the start and look at days of age. The line holds counts, and codes of our tables; test/retention brings it about.",
  "metric: countersign_purged_total":
    "Purges begin a minute after the start and look at days of age. The line holds counts, and codes of our tables; test/retention brings it about.",
  "log event: master_key_rotated":
    "The canary gives its master key by the environment, where nothing is rotated without a next one. The line holds counts, and codes of our tables; test/api/resources/master-key.test.ts brings it about.",
  "log event: master_key_rotation_failed":
    "The canary gives its master key by the environment, where nothing is rotated without a next one. The line holds counts, and codes of our tables; test/api/resources/master-key.test.ts brings it about.",
  "error code: master_key_unknown":
    "Needs another gateway that rotates to a key that this one is not given; test/many/master-key-rotation.test.ts brings it about.",
};
