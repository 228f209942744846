import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { useAct } from "../api/use-act.ts";
import { DialogForm } from "../forms/dialog-form.tsx";
import { ReasonField } from "../forms/reason-field.tsx";
import { isReason } from "../forms/reason-rule.ts";
import { useNotice } from "../notices/notices.tsx";
import { Problem } from "../parts/problem.tsx";
import { ReplayCount } from "./replay-count.tsx";
import type { ReplayCountProps } from "./replay-count.tsx";
import { useReplayCount } from "./use-replay-count.ts";
import type { ReplayAsked } from "./use-replay-count.ts";

export interface ReplayFormProps extends Pick<ReplayCountProps, "what" | "says"> {
  readonly asked: ReplayAsked;
  /** The button's words. */
  readonly act: string;
  /** The words of the button that sends nothing. */
  readonly leave: string;
  /** What is told once it has begun. */
  readonly begun: string;
  /** A reason that somebody might give. */
  readonly reasonPlaceholder?: string;
  /** Fields that decide what is asked. */
  readonly children?: ReactNode;
  readonly onDone?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Asks why, has the gateway count, and begins a replay whose page the notice leads to. */
export function ReplayForm(props: ReplayFormProps): ReactElement {
  const { asked, what, says, act, leave, begun, reasonPlaceholder, children, onDone, onClose } = props;
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const count = useReplayCount(asked);
  const create = useAct("createReplay", {
    changes: ["listReplays", "listDeliveries", "getDelivery", "getEvent"],
    onDone: ({ id }) => {
      const link = (
        <Link to="/console/replays/$replay" params={{ replay: id }}>
          See how far it is
        </Link>
      );
      notify({ kind: "good", text: begun, link });
      onDone?.();
      onClose();
    },
  });
  return (
    <DialogForm
      act={act}
      leave={leave}
      isReady={(count.data?.count ?? 0) > 0 && isReason(reason)}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate({ body: { ...asked, reason: reason.trim() } })}
      onClose={onClose}
    >
      {children}
      <ReasonField
        value={reason}
        onChange={setReason}
        {...(reasonPlaceholder !== undefined && { placeholder: reasonPlaceholder })}
      />
      <ReplayCount count={count} what={what} says={says} />
      {count.error !== null && <Problem error={count.error} onRetry={() => void count.refetch()} />}
    </DialogForm>
  );
}
