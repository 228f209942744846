import type { ReactElement } from "react";
import { Link } from "@tanstack/react-router";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Facts } from "../../parts/facts.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { KeyWeeks } from "./key-weeks.tsx";
import { LegalHolds } from "./legal-holds.tsx";
import { MasterKey } from "./master-key.tsx";
import classes from "./settings.module.css";

/** How long things are kept, what may not be deleted, and the keys that payloads are sealed with. */
export function RetentionSettings(): ReactElement {
  const { role } = useSession();
  const retention = useAnswer("getRetention");
  if (retention.error !== null) {
    return <Problem error={retention.error} onRetry={() => void retention.refetch()} />;
  }
  if (retention.data === undefined) return <LoadingDetail what="retention" />;
  const { payloadDays, metadataDays, auditDays, sources } = retention.data;
  return (
    <div className={classes["stack"]}>
      <Facts
        facts={[
          { name: "Payloads", value: days(payloadDays) },
          ...sources.map(({ source, payloadDays: own }) => ({
            name: `Payloads of ${source}`,
            value: (
              <Link to="/console/sources/$source" params={{ source }} search={{ tab: "checks" }}>
                {days(own)}
              </Link>
            ),
          })),
          { name: "Events and deliveries", value: days(metadataDays) },
          { name: "Audit log", value: days(auditDays) },
        ]}
      />
      <p className={classes["says"]}>
        What a source says for itself is changed on its page; the others are settings of the gateway. Open
        deliveries and legal holds keep payloads longer.
      </p>
      <LegalHolds />
      {whyNot(role, "listKeyWeeks") === undefined && <KeyWeeks />}
      {whyNot(role, "getMasterKey") === undefined && <MasterKey />}
    </div>
  );
}

function days(count: number): string {
  return `${count} ${count === 1 ? "day" : "days"}`;
}
