import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import type { Answer } from "../../api/answer-types.ts";
import { useSession } from "../../api/session.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Panel } from "../../parts/panel.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { clockCheck, connectionCheck, masterKeyCheck, sourcesCheck, storeCheck } from "./health-words.ts";
import type { HealthCheck } from "./health-words.ts";
import classes from "./settings.module.css";

const EVERY_MS = 30_000;

/** What can be told of the gateway's health from here: each with what it means and what to do. */
export function HealthChecks({ health }: { readonly health: Answer<"getHealth"> }): ReactElement {
  const { role } = useSession();
  const attention = useAnswer("listAttention", {}, { everyMs: EVERY_MS });
  const mayAskKey = whyNot(role, "getMasterKey") === undefined;
  const key = useAnswer("getMasterKey", {}, { everyMs: EVERY_MS, isEnabled: mayAskKey });
  const checks: readonly HealthCheck[] = [
    storeCheck(health),
    sourcesCheck(health),
    clockCheck(health, Date.now()),
    connectionCheck(globalThis.location),
    ...(key.data === undefined ? [] : [masterKeyCheck(key.data)]),
  ];
  const count = attention.data?.items.length;
  return (
    <Panel title="Checks">
      <ul className={classes["checks"]}>
        {checks.map(({ name, state, says }) => (
          <li key={name} className={classes["check"]}>
            <StateBadge state={state === "ok" ? "healthy" : "attention"} word={state} />
            <strong>{name}</strong>
            <span>{says}</span>
          </li>
        ))}
        {count !== undefined && (
          <li className={classes["check"]}>
            <StateBadge state={count === 0 ? "healthy" : "attention"} word={count === 0 ? "ok" : "warn"} />
            <strong>attention</strong>
            <span>
              {count === 0 ? (
                "No source, endpoint or secret needs attention."
              ) : (
                <Link to="/console/overview">
                  {count === 1 ? "One thing needs" : `${count} things need`} attention
                </Link>
              )}
            </span>
          </li>
        )}
      </ul>
      <p className={classes["says"]}>
        What lies between senders and the gateway is checked by <code>countersign doctor --through URL</code>.
      </p>
    </Panel>
  );
}
