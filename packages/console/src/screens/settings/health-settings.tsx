import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import type { Answer } from "../../api/answer-types.ts";
import { useSession } from "../../api/session.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Facts } from "../../parts/facts.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { HealthChecks } from "./health-checks.tsx";
import classes from "./settings.module.css";

type Setting = Answer<"listSettings">["items"][number];

const EVERY_MS = 10_000;

/** How the gateway is, and every setting that it was started with. */
export function HealthSettings(): ReactElement {
  const { role } = useSession();
  const health = useAnswer("getHealth", {}, { everyMs: EVERY_MS });
  if (health.error !== null) return <Problem error={health.error} onRetry={() => void health.refetch()} />;
  if (health.data === undefined) return <LoadingDetail what="health" />;
  const { version, startedAt } = health.data;
  const reason = whyNot(role, "listSettings");
  return (
    <div className={classes["stack"]}>
      <Facts
        facts={[
          { name: "Version", value: version },
          { name: "Started", value: <Timestamp at={startedAt} /> },
          { name: "Address of this page", value: globalThis.location.origin },
        ]}
      />
      <HealthChecks health={health.data} />
      <Panel title="Settings of this gateway">
        {reason === undefined ? <SettingList /> : <p className={classes["says"]}>{reason}</p>}
      </Panel>
    </div>
  );
}

function SettingList(): ReactElement {
  const settings = useAnswer("listSettings");
  if (settings.error !== null) {
    return <Problem error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  if (settings.data === undefined) return <LoadingDetail what="settings" />;
  return (
    <>
      <p className={classes["says"]}>
        They change at a start only, by a flag, a variable or a line of the configuration.
      </p>
      <div className={classes["settings"]}>
        {settings.data.items.map((setting) => (
          <div key={setting.key} className={classes["setting"]}>
            <code>{setting.key}</code>
            <span>{setting.meaning}</span>
            <span>
              <SettingValue setting={setting} />
              <br />
              <span className={classes["quiet"]}>{setByWords(setting)}</span>
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

/** Where the value comes from, and where to give another. */
function setByWords({ setBy, flag, variable }: Setting): ReactElement {
  if (setBy === "flag") return <>by the flag {flag}</>;
  if (setBy === "variable") return <>by the variable {variable}</>;
  return <>{flag ?? variable}</>;
}

function SettingValue({
  setting: { isSecret, isSet, setBy, value },
}: {
  readonly setting: Setting;
}): ReactElement {
  if (!isSet) return <span className={classes["quiet"]}>not set</span>;
  if (isSecret) return <span>set, and secret</span>;
  return (
    <>
      <code>{value === "" ? "none" : String(value)}</code>
      {setBy === "default" && " (default)"}
    </>
  );
}
