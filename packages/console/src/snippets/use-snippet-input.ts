import type { Answer } from "../api/answer-types.ts";
import { useAnswer } from "../api/use-answer.ts";
import type { SchemeData } from "../senders/scheme-data.ts";
import { senderUrl } from "../senders/sender-url.ts";
import type { SnippetInput } from "./snippet-input.ts";

/** What a source's snippets are made of; undefined until its scheme is known. */
export function useSnippetInput(source: Answer<"getSource">): SnippetInput | undefined {
  const { scheme: choice, method, keyEncoding, toleranceMs } = source;
  const isNamed = typeof choice === "string";
  const named = useAnswer(
    "getScheme",
    { params: { scheme: isNamed ? choice : "-" } },
    { isEnabled: isNamed },
  );
  // The gateway has parsed it before it kept it.
  const scheme = (isNamed ? named.data?.definition : choice) as SchemeData | undefined;
  if (scheme === undefined) return undefined;
  const isBuiltIn = named.data?.origin === "built_in";
  return { scheme, isBuiltIn, method, url: senderUrl(source), keyEncoding, toleranceMs };
}
