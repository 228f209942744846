import { describe, expect, test } from "vitest";
import { languages } from "../../src/snippets/languages.ts";
import type { LanguageId } from "../../src/snippets/languages.ts";
import { environment, snippetCases, snippetInputs } from "./support/snippet-cases.ts";
import type { SnippetCase } from "./support/snippet-cases.ts";
import { isInstalled, isInterpreted, judge, toolchains } from "./support/toolchains.ts";
import type { ToolchainId } from "./support/toolchains.ts";
import { vectorGroups } from "./support/vendor-vectors.ts";

/** Compilers are slow on a busy machine. */
const COMPILED_MS = 180_000;

const written = (id: LanguageId): readonly string[] =>
  snippetInputs.map((input) => languages[id].write(input));

const told = (
  cases: readonly SnippetCase[],
  verdicts: readonly boolean[] = cases.map(({ isVerified }) => isVerified),
): readonly string[] => cases.map(({ name }, index) => `${name}: ${verdicts[index]}`);

test("of the requests some are the sender's and more are not", () => {
  const verified = snippetCases.filter(({ isVerified }) => isVerified);
  expect(verified.length).toBeGreaterThan(2 * snippetInputs.length);
  expect(snippetCases.length).toBeGreaterThan(3 * verified.length);
  const signedElsewhere = vectorGroups.flatMap(({ cases }) => cases);
  expect(signedElsewhere.filter(({ isVerified }) => isVerified).length).toBeGreaterThan(60);
});

describe.each(Object.keys(toolchains) as ToolchainId[])("the snippets in %s", (id) => {
  const isHere = isInstalled(id);

  test.skipIf(!isHere)(
    `judge every request as the library does${isHere ? "" : ` (no ${toolchains[id].probe[0]} on this machine)`}`,
    { timeout: COMPILED_MS },
    async () => {
      const trial = { snippets: written(id), cases: snippetCases, environment };
      expect(told(snippetCases, await judge(id, trial))).toEqual(told(snippetCases));
    },
  );

  test.skipIf(!isHere || !isInterpreted(id))("judge what other languages have signed", async () => {
    for (const { input, cases, environment: own } of vectorGroups) {
      const verdicts = await judge(id, { snippets: [languages[id].write(input)], cases, environment: own });
      expect(told(cases, verdicts)).toEqual(told(cases));
    }
  });

  test("put nothing of a name into the code that ends a comment or begins code", () => {
    const odd = snippetInputs.at(-1)?.scheme.name ?? "";
    for (const snippet of written(id)) expect(snippet).not.toContain(odd.slice(0, 6));
  });
});

describe.each(Object.keys(languages) as LanguageId[])("the snippets in %s", (id) => {
  test("hold no secret: they read it where they run", () => {
    for (const snippet of written(id)) {
      expect(snippet).toMatch(/WEBHOOK_SECRET/);
      for (const secret of Object.values(environment)) expect(snippet).not.toContain(secret);
    }
  });
});
