import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { useNotice } from "../../notices/notices.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { ReplayCount } from "../../replay-dialog/replay-count.tsx";
import { useReplayCount } from "../../replay-dialog/use-replay-count.ts";
import { countWords } from "./count-words.ts";
import { newReplayFilters, replayFilter } from "./new-replay-filters.ts";
import type { NewReplayFilterValues } from "./new-replay-filters.ts";
import { NewReplayForm } from "./new-replay-form.tsx";
import { firstChoice } from "./replay-choice.ts";
import type { ReplayChoice } from "./replay-choice.ts";
import classes from "./new-replay-dialog.module.css";

export interface NewReplayDialogProps {
  readonly isOpen: boolean;
  /** The filters live in the URL: a link to this dialog carries them. */
  readonly filters: NewReplayFilterValues;
  readonly onFilters: (filters: NewReplayFilterValues) => void;
  readonly onClose: () => void;
}

/** Filter, count, rate, start: sends stored events again. */
export function NewReplayDialog(props: NewReplayDialogProps): ReactElement {
  return (
    <Dialog title="New replay" isOpen={props.isOpen} onClose={props.onClose} size="wide">
      <NewReplay {...props} />
    </Dialog>
  );
}

function NewReplay({ filters, onFilters, onClose }: NewReplayDialogProps): ReactElement {
  const [choice, setChoice] = useState<ReplayChoice>(firstChoice);
  const navigate = useNavigate();
  const notify = useNotice();
  const { what, to, signing, ratePerSecond, reason } = choice;
  const asked = { what, signing, filter: replayFilter(filters), ...(to !== "" && { to }) };
  const count = useReplayCount(asked);
  const create = useAct("createReplay", {
    changes: ["listReplays", "listDeliveries", "getEvent"],
    onDone: ({ id }) => {
      notify({ kind: "good", text: "The replay has begun." });
      void navigate({ to: "/console/replays/$replay", params: { replay: id } });
    },
  });
  return (
    <div className={classes["parts"]}>
      <section className={classes["part"]} aria-label="Which events">
        <h3 className={classes["title"]}>Which events</h3>
        <FilterBar filters={newReplayFilters} values={filters} onChange={onFilters} />
      </section>
      <NewReplayForm
        choice={choice}
        onChoice={setChoice}
        count={
          <ReplayCount
            count={count}
            what="deliveries"
            says={(deliveries) => countWords(deliveries, ratePerSecond)}
          />
        }
        problem={
          (create.error ?? count.error) !== null && (
            <Problem error={create.error ?? count.error} onRetry={() => void count.refetch()} />
          )
        }
        canStart={(count.data?.count ?? 0) > 0}
        isBusy={create.isPending}
        onStart={() => create.mutate({ body: { ...asked, ratePerSecond, reason: reason.trim() } })}
        onClose={onClose}
      />
    </div>
  );
}
