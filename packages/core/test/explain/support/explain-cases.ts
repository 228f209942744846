import { readFileSync } from "node:fs";
import { type CauseCode, explain, type Explanation } from "../../../src/explain/index.ts";
import { schemes } from "../../../src/schemes/index.ts";

/** A request that goes wrong in a known way, as vectors/explain.json holds it. */
export interface ExplainCase {
  readonly code: CauseCode;
  readonly name: string;
  readonly madeBy: string;
  readonly scheme: string;
  readonly secrets: readonly string[];
  readonly otherSecrets?: readonly string[];
  readonly keyEncoding?: "utf8";
  readonly publicUrl?: string;
  readonly nowMs: number;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string;
}

/** A search must not end early because the machine is busy. */
export const AMPLE_BUDGET_MS = 60_000;

const file = new URL("../../../../../vectors/explain.json", import.meta.url);

/** Every case of the file. */
export const explainCases = (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly ExplainCase[] })
  .cases;

/** What `explain` says of a case. */
export function explainCase(each: ExplainCase): Explanation {
  const scheme = schemes[each.scheme];
  if (scheme === undefined) throw new Error(`there is no scheme ${each.scheme}`);
  return explain({
    scheme,
    options: {
      keys: each.secrets.map((secret) => ({ secret })),
      keyEncoding: each.keyEncoding,
      publicUrl: each.publicUrl,
      now: () => each.nowMs,
    },
    request: {
      method: each.method,
      url: "/in/clinic/rx?a=1&b=2",
      headers: each.headers,
      body: Buffer.from(each.bodyBase64, "base64"),
    },
    context: {
      budgetMs: AMPLE_BUDGET_MS,
      secrets: (each.otherSecrets ?? []).map((secret, index) => ({
        name: `environment ${index + 1}`,
        secret,
      })),
    },
  });
}

/** The codes of an explanation's findings with this certainty. */
export function codesOf({ findings }: Explanation, certainty: "proved" | "likely"): readonly CauseCode[] {
  return findings.filter((each) => each.certainty === certainty).map(({ code }) => code);
}
