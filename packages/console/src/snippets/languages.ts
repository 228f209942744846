import { curl } from "./languages/curl.ts";
import { go } from "./languages/go.ts";
import { java } from "./languages/java.ts";
import { library } from "./languages/library.ts";
import { php } from "./languages/php.ts";
import { python } from "./languages/python.ts";
import { ruby } from "./languages/ruby.ts";
import type { SnippetInput } from "./snippet-input.ts";

interface Language {
  readonly name: string;
  readonly write: (input: SnippetInput) => string;
}

/** What a scheme's snippet is written in, in the order of the choice. A further language is a further entry. */
export const languages = {
  express: { name: "Node: Express", write: library("express") },
  fastify: { name: "Node: Fastify", write: library("fastify") },
  next: { name: "Node: Next.js", write: library("next") },
  python: { name: "Python", write: python },
  go: { name: "Go", write: go },
  ruby: { name: "Ruby", write: ruby },
  php: { name: "PHP", write: php },
  java: { name: "Java", write: java },
  curl: { name: "curl: a signed test request", write: curl },
} as const satisfies Readonly<Record<string, Language>>;

export type LanguageId = keyof typeof languages;

/** Whether a text of a URL names one of them. */
export function isLanguageId(text: unknown): text is LanguageId {
  return typeof text === "string" && Object.hasOwn(languages, text);
}
