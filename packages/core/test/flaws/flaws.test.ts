import { describe, expect, test } from "vitest";
import { schemeCases } from "../support/scheme-cases.ts";
import { configurationFlaws } from "./configuration-flaws.ts";
import { requestFlaws } from "./request-flaws.ts";
import { signatureFlaws } from "./signature-flaws.ts";

// Each row was seen in a library that verifies webhooks. A row that fits no scheme fails: it has no test.
const flaws = [...configurationFlaws, ...signatureFlaws, ...requestFlaws];

describe.each(flaws.map((each) => [each.flaw, each] as const))(
  "the flaw “%s”",
  (_flaw, { where = () => true, disprove }) => {
    test.each(schemeCases.filter(where))("is not in $scheme.id", (each) => {
      expect.hasAssertions();
      disprove(each);
    });
  },
);
