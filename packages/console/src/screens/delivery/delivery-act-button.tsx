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
import { isActNow } from "./delivery-acts.ts";
import type { DeliveryAct } from "./delivery-acts.ts";

export interface DeliveryActButtonProps {
  readonly act: DeliveryAct;
  readonly delivery: Pick<Answer<"getDelivery">, "id" | "state" | "endpoint">;
}

/** One act on a delivery: says what it means before it is done. */
export function DeliveryActButton({ act, delivery }: DeliveryActButtonProps): ReactElement {
  const { route, name, key, means, done, notNow } = act;
  const [isAsking, setIsAsking] = useState(false);
  const { role } = useSession();
  const notify = useNotice();
  const doing = useAct(route, {
    changes: ["getDelivery", "listDeliveries", "getEvent"],
    onDone: () => {
      setIsAsking(false);
      notify({ kind: "good", text: done });
    },
  });
  const isNow = isActNow(act, delivery.state);
  useHotkeys(
    [{ keys: key, does: `${name} (this delivery)`, run: () => setIsAsking(true) }],
    isNow && mayCall(role, route),
  );
  return (
    <>
      <ActButton
        route={route}
        reasonNotNow={isNow ? undefined : notNow}
        onClick={() => {
          doing.reset();
          setIsAsking(true);
        }}
      >
        {name}
      </ActButton>
      <ConfirmDialog
        title={`${name}: delivery to ${delivery.endpoint}`}
        act={name}
        isBusy={doing.isPending}
        error={doing.error}
        isOpen={isAsking}
        onConfirm={() => doing.mutate({ params: { delivery: delivery.id } })}
        onClose={() => setIsAsking(false)}
      >
        {means}
      </ConfirmDialog>
    </>
  );
}
