import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { client } from "../../api/client.ts";
import { answerKey } from "../../api/use-answer.ts";
import { placedFaults, readDraft } from "./read-draft.ts";
import type { DraftFault } from "./read-draft.ts";

/** A pause in typing: the gateway is not asked at each letter. */
const PAUSE_MS = 350;

export interface Lint {
  /** Undefined where the text is no JSON object. */
  readonly definition: Readonly<Record<string, unknown>> | undefined;
  /** The gateway takes exactly what is in the editor now. */
  readonly isValid: boolean;
  readonly isChecking: boolean;
  readonly faults: readonly DraftFault[];
  readonly cases: Answer<"lintScheme">["cases"];
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Checks what is in the editor as it is typed: as a text at once, as a scheme by the gateway after a pause. */
export function useLint(text: string, keptId: string | undefined): Lint {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const draft = useMemo(() => readDraft(text), [text]);
  const settledDraft = useMemo(() => readDraft(settled), [settled]);
  const { definition } = settledDraft;
  const lint = useQuery({
    queryKey: answerKey("lintScheme", settled),
    queryFn: ({ signal }) => client.call("lintScheme", { body: { ...definition }, signal }),
    enabled: definition !== undefined,
    // Of use only while it is in the editor.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const isSettled = text === settled;
  const renamed =
    keptId !== undefined && draft.definition !== undefined && draft.definition["id"] !== keptId
      ? [{ pointer: "/id", expected: `${keptId}: a scheme keeps its id`, found: "another id" }]
      : [];
  const problems = [...(isSettled ? (lint.data?.problems ?? []) : []), ...renamed];
  const faults = [...draft.faults, ...placedFaults(text, draft.places, problems)];
  return {
    definition: draft.definition,
    isValid: isSettled && lint.data?.isValid === true && faults.length === 0,
    isChecking: draft.definition !== undefined && (!isSettled || lint.isFetching),
    faults,
    cases: isSettled ? (lint.data?.cases ?? []) : [],
    error: lint.error,
    retry: () => void lint.refetch(),
  };
}
