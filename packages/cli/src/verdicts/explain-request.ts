import { explain } from "countersign/explain";
import type { ExplainInput } from "countersign/explain";
import { trace } from "countersign/trace";
import type { WebhookRequest } from "countersign";
import { verifierOptions } from "../keys/library-options.ts";
import type { Keys } from "../keys/read-keys.ts";
import { secretLabel } from "../secrets/secret-label.ts";
import type { Secret } from "../secrets/read-secret.ts";
import { isVerdictCode } from "./format-explanation.ts";
import type { Explained } from "./format-explanation.ts";
import { keyLabels } from "./key-labels.ts";

/**
 * The search takes tens of milliseconds. The library's own bound of 250 ms is for servers; a process that has just started,
 * on a busy machine, is slower, and at a desk a person would rather wait than not know.
 */
const SEARCH_BUDGET_MS = 2_000;

/** What is explained, and what else may have signed. */
export interface ToExplain {
  readonly keys: Keys;
  readonly request: WebhookRequest;
  readonly otherSecrets?: readonly Secret[];
}

/** An explanation, with what the library was given to find it. */
export interface ExplainedRequest extends Explained {
  readonly input: ExplainInput;
}

/** Searches for the cause of a refusal. It takes its time: never before a sender has its answer. */
export function explainRequest({ keys, request, otherSecrets = [] }: ToExplain): ExplainedRequest {
  const options = verifierOptions(keys);
  const secrets = otherSecrets.map((secret) => ({ name: secretLabel(secret), secret: secret.value }));
  const input: ExplainInput = {
    scheme: keys.scheme,
    options,
    request,
    context: { secrets, budgetMs: SEARCH_BUDGET_MS },
  };
  const explanation = explain(input);
  const { verdict } = explanation;
  const isTraceable = verdict.ok || isVerdictCode(verdict.code);
  return {
    input,
    explanation,
    trace: isTraceable ? trace(keys.scheme, options, request) : undefined,
    labels: keyLabels(keys),
  };
}
