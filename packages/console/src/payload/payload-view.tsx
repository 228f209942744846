import { useMemo } from "react";
import type { ReactElement, ReactNode } from "react";
import { EmptyState } from "../parts/empty-state.tsx";
import { bytesOfBase64 } from "./bytes-of-base64.ts";
import { BytesView } from "./bytes-view.tsx";
import { JsonTree } from "./json-tree.tsx";

export interface PayloadViewProps {
  /** The shape that everybody sees; null and undefined where the body is no JSON. */
  readonly shape: unknown;
  /** The bytes, while they are revealed. */
  readonly base64: string | undefined;
  /** What is told of a body that has no shape. */
  readonly shapeless: ReactNode;
}

/** A payload: its shape, or its bytes while they are revealed. */
export function PayloadView({ shape, base64, shapeless }: PayloadViewProps): ReactElement {
  const bytes = useMemo(() => (base64 === undefined ? undefined : bytesOfBase64(base64)), [base64]);
  if (bytes !== undefined) return <BytesView bytes={bytes} />;
  if (shape !== null && shape !== undefined) {
    return <JsonTree value={shape} isMasked label="Shape of the payload" />;
  }
  return (
    <EmptyState icon="lock" title="Not JSON">
      {shapeless}
    </EmptyState>
  );
}
