import { useState } from "react";
import type { ReactElement } from "react";
import { mayCall } from "../../api/acts.ts";
import type { Answer } from "../../api/answer-types.ts";
import { useSession } from "../../api/session.ts";
import { useAct } from "../../api/use-act.ts";
import { useHotkeys } from "../../hotkeys/use-hotkeys.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import type { ReplayAct } from "./replay-acts.ts";

export interface ReplayActButtonProps {
  readonly act: ReplayAct;
  readonly replay: Pick<Answer<"getReplay">, "id" | "state">;
}

/** One act on a replay; what cannot be undone asks first. */
export function ReplayActButton({ act, replay }: ReplayActButtonProps): ReactElement {
  const { route, name, key, from, notNow, done, asks } = act;
  const [isAsking, setIsAsking] = useState(false);
  const { role } = useSession();
  const notify = useNotice();
  const doing = useAct(route, {
    changes: ["getReplay", "listReplays", "listDeliveries"],
    onDone: () => {
      setIsAsking(false);
      notify({ kind: "good", text: done });
    },
  });
  const confirm = (): void => doing.mutate({ params: { replay: replay.id } });
  const begin = (): void => {
    doing.reset();
    if (asks === undefined) confirm();
    else setIsAsking(true);
  };
  const isNow = from.includes(replay.state);
  useHotkeys([{ keys: key, does: `${name} (this replay)`, run: begin }], isNow && mayCall(role, route));
  return (
    <>
      <ActButton
        route={route}
        reasonNotNow={isNow ? undefined : notNow}
        loading={doing.isPending}
        onClick={begin}
      >
        {name}
      </ActButton>
      {asks === undefined ? (
        doing.error !== null && <Problem error={doing.error} />
      ) : (
        <ConfirmDialog
          title="Stop this replay"
          act="Stop"
          isBusy={doing.isPending}
          error={doing.error}
          isOpen={isAsking}
          onConfirm={confirm}
          onClose={() => setIsAsking(false)}
        >
          {asks}
        </ConfirmDialog>
      )}
    </>
  );
}
