import { attentionKinds } from "@countersign/contract";
import type { AttentionKind } from "@countersign/contract";

/** One thing that somebody should see to. Names, codes, counts and times only. */
export interface AttentionEntry {
  readonly kind: AttentionKind;
  readonly resource: {
    readonly kind: "gateway" | "source" | "caller" | "endpoint";
    readonly name: string;
  };
  readonly secret?: string | undefined;
  readonly code?: string | undefined;
  readonly count?: number | undefined;
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** The urgent first; what is equally urgent by resource and kind, so that a list stands still. */
export function byUrgency(entries: readonly AttentionEntry[]): readonly AttentionEntry[] {
  const rank = ({ kind, resource }: AttentionEntry): string =>
    `${attentionKinds[kind].urgency} ${resource.name} ${kind}`;
  return entries.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
