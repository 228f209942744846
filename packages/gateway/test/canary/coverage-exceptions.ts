/**
 * What the canary does not bring about, each with its reason; keys are the kind and the entry. One that it does bring
 * about must go from here, and the test says so.
 */
export const coverageExceptions: Readonly<Record<string, string>> = {
  "attempt result: resources_exhausted":
    "Needs a process without free file descriptors. Its code is looked up in the same table as every other network failure.",
};
