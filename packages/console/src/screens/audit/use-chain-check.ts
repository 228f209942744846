import { useMutation } from "@tanstack/react-query";
import type { UseMutationResult } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { client } from "../../api/client.ts";
import type { Checkpoint } from "./read-checkpoint.ts";

type Verdict = Answer<"verifyAudit">;

export interface ChainProgress {
  readonly checked: number;
  readonly total: number;
}

type Check = UseMutationResult<Verdict, Error, Checkpoint | undefined>;

/** Verifies the whole log part by part, and tells how far it is. It ends with whatever shows it. */
export function useChainCheck(): Check & { readonly progress: ChainProgress } {
  const [progress, setProgress] = useState<ChainProgress>({ checked: 0, total: 0 });
  const ending = useRef(new AbortController());
  useEffect(() => {
    const own = new AbortController();
    ending.current = own;
    return () => own.abort();
  }, []);
  const check = useMutation({
    gcTime: 0,
    mutationFn: async (checkpoint: Checkpoint | undefined): Promise<Verdict> => {
      const { signal } = ending.current;
      let after: Checkpoint | undefined;
      setProgress({ checked: 0, total: 0 });
      for (;;) {
        const body = {
          ...(after !== undefined && { after }),
          ...(checkpoint !== undefined && { checkpoint }),
        };
        const { reached, total, verdict } = await client.call("verifyAuditPart", { body, signal });
        if (verdict !== null) return verdict;
        setProgress({ checked: reached.sequence, total });
        after = reached;
      }
    },
  });
  return { ...check, progress };
}
