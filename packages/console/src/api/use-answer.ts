import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { RouteName, Routes } from "@countersign/contract";
import { isBackgroundCall } from "./background.ts";
import { callRoute } from "./call-route.ts";
import type { CallOf } from "./call-route.ts";
import type { Answer } from "./answer-types.ts";

/** The routes that only read, and answer one thing. */
export type ReadName = {
  [Name in RouteName]: Routes[Name]["method"] extends "GET"
    ? Routes[Name]["answer"] extends { readonly stream: unknown }
      ? never
      : Name
    : never;
}[RouteName];

export interface AnswerOptions {
  /** Asked again after so long while the page is seen. Default: never by itself. */
  readonly everyMs?: number;
  /** False: not asked yet. Default true. */
  readonly isEnabled?: boolean;
  /** True: the last answer stays until another one that is asked for is there. Default false. */
  readonly isKept?: boolean;
}

/** The key under which an answer is kept. `[name]` alone names all answers of a route. */
export function answerKey(name: RouteName, call?: unknown): readonly unknown[] {
  return call === undefined ? [name] : [name, call];
}

/**
 * One answer of the API, kept and shared by all who ask the same.
 *
 * @example
 * const event = useAnswer("getEvent", { params: { event: id } });
 */
export function useAnswer<Name extends ReadName>(
  name: Name,
  ...given: AnswerArguments<Name>
): UseQueryResult<Answer<Name>> {
  const [call, { everyMs, isEnabled = true, isKept = false } = {}] = given as readonly [
    object?,
    AnswerOptions?,
  ];
  return useQuery<Answer<Name>>({
    queryKey: answerKey(name, call),
    queryFn: ({ signal, client: queries, queryKey }) => {
      const background = isBackgroundCall(queries, queryKey, everyMs);
      return callRoute(name, { ...call, ...background, signal });
    },
    enabled: isEnabled,
    ...(isKept && { placeholderData: keepPreviousData }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/** The parts of the call may be left out where the route needs none. */
type AnswerArguments<Name extends ReadName> =
  object extends CallOf<Name>
    ? [call?: CallOf<Name>, options?: AnswerOptions]
    : [call: CallOf<Name>, options?: AnswerOptions];
