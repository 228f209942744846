import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { UseMutationResult } from "@tanstack/react-query";
import type { RouteName, Routes } from "@countersign/contract";
import type { StreamName } from "@countersign/contract/slim-client";
import { callRoute } from "./call-route.ts";
import type { CallOf } from "./call-route.ts";
import type { Answer } from "./answer-types.ts";

/** The routes that change something, or answer what must not be kept. */
export type ActName = Exclude<
  { [Name in RouteName]: Routes[Name]["method"] extends "GET" ? never : Name }[RouteName],
  StreamName
>;

export interface ActOptions<Name extends ActName> {
  /** Routes whose kept answers are asked anew afterwards. */
  readonly changes?: readonly RouteName[];
  readonly onDone?: (answer: Answer<Name>) => void;
}

/**
 * One act of the API, ready to be done with `mutate(call)`. Its answer is given to whoever asked and kept nowhere.
 *
 * @example
 * const retry = useAct("retryDelivery", { changes: ["getDelivery", "listDeliveries"] });
 * retry.mutate({ params: { delivery: id } });
 */
export function useAct<Name extends ActName>(
  name: Name,
  { changes = [], onDone }: ActOptions<Name> = {},
): UseMutationResult<Answer<Name>, Error, CallOf<Name>> {
  const queries = useQueryClient();
  return useMutation({
    // Forgotten as soon as nobody looks at it: a reveal's answer is a payload.
    gcTime: 0,
    mutationFn: async (call: CallOf<Name>): Promise<Answer<Name>> => await callRoute(name, call),
    onSuccess: async (answer) => {
      onDone?.(answer);
      await Promise.all(changes.map((each) => queries.invalidateQueries({ queryKey: [each] })));
    },
  });
}
