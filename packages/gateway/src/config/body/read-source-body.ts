import type { Scheme } from "countersign";
import type { SourceDocument } from "../configuration.ts";
import type { Problems } from "../file/problems.ts";
import { readSource } from "../file/read-source.ts";
import type { LocatedSource } from "../file/read-source.ts";
import { readBody } from "./read-body.ts";
import type { BodyRead } from "./read-body.ts";

/**
 * Reads a source of an organization as an entry of the configuration file would be read. Whether its path and API keys are free is for the
 * store to say.
 *
 * @param organization Its name.
 * @param schemes Those of its own, which the source may name. Default: none.
 */
export function readSourceBody(
  body: unknown,
  organization: string,
  schemes: readonly Scheme[] = [],
): Promise<BodyRead<SourceDocument>> {
  return readBody(
    body,
    async (item, field, reading) => {
      const source = await readSource(item, field, { ...reading, organization });
      if (source !== undefined) checkApiKeys(source, reading.problems);
      return source;
    },
    { allowInsecureEndpoints: false, schemes },
  );
}

/** Within one source an API key names one caller, as it does on one path of a file. */
function checkApiKeys({ callers }: LocatedSource, problems: Problems): void {
  const seen = new Set<string>();
  for (const { apiKey, apiKeyPlace, field } of callers) {
    if (seen.has(apiKey)) {
      problems.add(apiKeyPlace, {
        code: "shared_path",
        field: `${field}.apiKey`,
        expected: "an API key that names one caller",
        found: "the API key of another caller",
        remedy: "give each caller an API key of its own",
      });
    }
    seen.add(apiKey);
  }
}
