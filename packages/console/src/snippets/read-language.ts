import { isLanguageId } from "./languages.ts";
import type { LanguageId } from "./languages.ts";

export interface LanguageSearch {
  readonly language?: LanguageId;
}

/** Reads the `language` of a URL; one that there is none of is left out. */
export function readLanguage({ language }: Readonly<Record<string, unknown>>): LanguageSearch {
  return isLanguageId(language) ? { language } : {};
}
