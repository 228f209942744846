import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { Progress } from "../../parts/progress.tsx";

type Counts = Pick<Item<"listReplays">, "id" | "total" | "done" | "skipped" | "failed">;

/** How far a replay is. */
export function ReplayProgress({ replay }: { readonly replay: Counts }): ReactElement {
  const { id, total, done, skipped, failed } = replay;
  return <Progress label={`Replay ${id}`} done={done + skipped + failed} total={total} />;
}
