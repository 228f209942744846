import type { Answer } from "../api/answer-types.ts";
import { senderUrl } from "../senders/sender-url.ts";
import { useNamedScheme, useScheme } from "../senders/use-scheme.ts";
import type { SnippetInput } from "./snippet-input.ts";

/** What a source's snippets are made of; undefined until its scheme is known. */
export function useSnippetInput(source: Answer<"getSource">): SnippetInput | undefined {
  const { scheme: choice, method, keyEncoding, toleranceMs } = source;
  const scheme = useScheme(choice);
  const isBuiltIn = useNamedScheme(choice)?.origin === "built_in";
  if (scheme === undefined) return undefined;
  return { scheme, isBuiltIn, method, url: senderUrl(source), keyEncoding, toleranceMs };
}
