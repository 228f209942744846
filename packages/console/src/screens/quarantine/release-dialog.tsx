import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { answerKey } from "../../api/use-answer.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { ReasonField } from "../../forms/reason-field.tsx";
import { isReason } from "../../forms/reason-rule.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { releaseChosen, reviewChosen } from "./walk-selection.ts";
import type { Chosen, ReleaseTotal, ReviewTotal } from "./walk-selection.ts";
import classes from "./quarantine-dialog.module.css";

export interface ReleaseDialogProps {
  /** Undefined: the dialog is closed. */
  readonly chosen: Chosen | undefined;
  readonly onClose: () => void;
  readonly onDone?: (released: ReleaseTotal) => void;
}

/** Verifies refused requests again and tells what would pass; then, if told so, makes events of those. */
export function ReleaseDialog({ chosen, onClose, onDone }: ReleaseDialogProps): ReactElement {
  return (
    <Dialog title="Verify again and release" isOpen={chosen !== undefined} onClose={onClose}>
      {chosen !== undefined && (
        <ReleaseForm chosen={chosen} onClose={onClose} {...(onDone !== undefined && { onDone })} />
      )}
    </Dialog>
  );
}

interface FormProps extends ReleaseDialogProps {
  readonly chosen: Chosen;
}

function ReleaseForm({ chosen, onClose, onDone }: FormProps): ReactElement {
  const [looked, setLooked] = useState(0);
  const [withStale, setWithStale] = useState(false);
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const queries = useQueryClient();
  const review = useQuery({
    queryKey: answerKey("reverifyQuarantine", chosen),
    queryFn: ({ signal }) => reviewChosen(chosen, setLooked, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const release = useMutation({
    mutationFn: async () =>
      await releaseChosen(
        chosen,
        {
          ...(withStale && { override: "stale" as const }),
          ...(reason.trim() !== "" && { reason: reason.trim() }),
        },
        setLooked,
      ),
    onSuccess: async (released) => {
      notify({ kind: "good", text: releasedText(released), link: <EventLink released={released} /> });
      onDone?.(released);
      onClose();
      await Promise.all(
        ["listQuarantine", "countQuarantine", "listEvents"].map((each) =>
          queries.invalidateQueries({ queryKey: [each] }),
        ),
      );
    },
  });
  const counts = review.data;
  const would = counts === undefined ? 0 : counts.passing + (withStale ? counts.stale : 0);
  const isReasoned = !withStale || isReason(reason);
  return (
    <DialogForm
      act={`Release ${formatCount(would)}`}
      leave="Leave them there"
      isReady={would > 0 && isReasoned}
      isBusy={release.isPending}
      error={release.error}
      onSubmit={() => release.mutate()}
      onClose={onClose}
    >
      <p className={classes["says"]}>
        Each is verified with the present secrets and settings, as of the moment when it was received. Those
        that pass become events and are delivered; all others stay.
      </p>
      {counts === undefined ? (
        review.error === null && (
          <p role="status" className={classes["says"]}>
            Verifying, {formatCount(looked)} looked at…
          </p>
        )
      ) : (
        <ReviewText counts={counts} />
      )}
      {counts !== undefined && counts.stale > 0 && (
        <Checkbox
          label={`Also release ${formatCount(counts.stale)} of which only the signed time is out of bounds`}
          checked={withStale}
          onChange={(event) => setWithStale(event.currentTarget.checked)}
        />
      )}
      {withStale && <ReasonField value={reason} onChange={setReason} />}
      {review.error !== null && <Problem error={review.error} onRetry={() => void review.refetch()} />}
      {release.isPending && (
        <p role="status" className={classes["says"]}>
          Releasing, {formatCount(looked)} looked at…
        </p>
      )}
    </DialogForm>
  );
}

function ReviewText({ counts }: { readonly counts: ReviewTotal }): ReactElement {
  const { looked, passing, stale, refused, missing } = counts;
  const others = Object.entries(refused);
  return (
    <ul className={classes["counts"]} role="status">
      <li>
        <strong>{formatCount(passing)}</strong> of {formatCount(looked)} would pass now.
      </li>
      {stale > 0 && <li>{formatCount(stale)} only have a signed time out of bounds.</li>}
      {others.map(([code, count]) => (
        <li key={code}>
          {formatCount(count)} would be refused again as <code>{code}</code>.
        </li>
      ))}
      {missing > 0 && <li>{formatCount(missing)} are not there any more.</li>}
      {passing + stale === 0 && (
        <li>Nothing to release. Open one of them: it tells the cause, and how to mend it.</li>
      )}
    </ul>
  );
}

function releasedText({ accepted, duplicates, conflicts }: ReleaseTotal): string {
  const words = [
    `${formatCount(accepted)} released as new ${accepted === 1 ? "event" : "events"}.`,
    ...(duplicates > 0 ? [`${formatCount(duplicates)} had been accepted before.`] : []),
    ...(conflicts > 0 ? [`${formatCount(conflicts)} have the id of another event.`] : []),
  ];
  return words.join(" ");
}

function EventLink({ released }: { readonly released: ReleaseTotal }): ReactElement {
  const [event] = released.events;
  if (event !== undefined && released.events.length === 1) {
    return (
      <Link to="/console/events/$event" params={{ event }}>
        Open the event
      </Link>
    );
  }
  return <Link to="/console/inbox">See the inbox</Link>;
}
