import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Facts } from "../../parts/facts.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { resourcePath } from "./resource-path.ts";
import classes from "./audit.module.css";

type Entry = Item<"listAuditEntries">;

export interface AuditEntryDialogProps {
  /** Of the URL; undefined: the dialog is closed. */
  readonly sequence: string | undefined;
  /** The entry, where it is among those that have been loaded. */
  readonly known: Entry | undefined;
  readonly onClose: () => void;
}

/** One entry of the audit log seen whole. */
export function AuditEntryDialog({ sequence, known, onClose }: AuditEntryDialogProps): ReactElement {
  return (
    <Dialog
      title={`Audit entry ${sequence ?? ""}`}
      isOpen={sequence !== undefined}
      onClose={onClose}
      size="wide"
    >
      {known !== undefined && <EntryFacts entry={known} />}
      {known === undefined && sequence !== undefined && <FoundEntry sequence={sequence} />}
    </Dialog>
  );
}

/** An entry that a link names, and that the list has not come to. */
function FoundEntry({ sequence }: { readonly sequence: string }): ReactElement {
  const found = useAnswer("getAuditEntry", { params: { sequence } });
  if (found.error !== null) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <LoadingDetail what="entry" />;
  return <EntryFacts entry={found.data} />;
}

function EntryFacts({ entry }: { readonly entry: Entry }): ReactElement {
  const { at, actor, action, resource, reason, facts, hash } = entry;
  const path = resourcePath(resource);
  const what = `${resource.kind.replaceAll("_", " ")} ${resource.name}`;
  return (
    <div className={classes["stack"]}>
      <Facts
        facts={[
          { name: "When", value: <Timestamp at={at} /> },
          {
            name: "Who",
            value: (
              <>
                <Link to="/console/audit" search={{ actor: actor.name }}>
                  {actor.name}
                </Link>{" "}
                ({actor.kind.replaceAll("_", " ")})
              </>
            ),
          },
          { name: "From", value: actor.address ?? "–" },
          { name: "Action", value: <code>{action}</code> },
          { name: "What", value: path === undefined ? what : <Link to={path}>{what}</Link> },
          { name: "Why", value: reason ?? "no reason was asked for" },
          ...Object.entries(facts).map(([name, value]) => ({ name, value: <Fact value={value} /> })),
        ]}
      />
      <p className={classes["says"]}>Its hash, which covers this entry and all before it:</p>
      <CodeBlock what="hash" text={hash} />
    </div>
  );
}

/** A scheme as it was written is JSON, and long. */
function Fact({ value }: { readonly value: Item<"listAuditEntries">["facts"][string] }): ReactElement {
  if (typeof value === "string" && value.startsWith("{")) return <CodeBlock what="JSON" text={value} />;
  return <>{Array.isArray(value) ? value.join(", ") || "–" : String(value)}</>;
}
