import { readLanguage } from "../../snippets/read-language.ts";
import type { LanguageSearch } from "../../snippets/read-language.ts";

/** The steps to a first event, in order, with their headings. */
export const steps = {
  vendor: "Who sends?",
  details: "Name and secret",
  url: "Give the URL to the sender",
  wait: "Wait for the first event",
} as const;

export type Step = keyof typeof steps;

/** Where somebody is: in the URL, so that a reload and a colleague see the same. Secrets never are. */
export interface WizardSearch extends LanguageSearch {
  readonly step?: Step;
  readonly scheme?: string;
  readonly source?: string;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Reads where a URL says that one is; what does not fit leads to the first step. */
export function readStep(search: Readonly<Record<string, unknown>>): WizardSearch {
  const { step, scheme, source } = search;
  if (step === "details" && isName(scheme)) return { step, scheme };
  if (step === "url" && isName(source)) return { step, source };
  if (step === "wait" && isName(source)) return { step, source, ...readLanguage(search) };
  return {};
}

function isName(value: unknown): value is string {
  return typeof value === "string" && NAME.test(value);
}
