import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { useStream } from "../../api/use-stream.ts";
import { Icon } from "../../parts/icon.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import type { LanguageId } from "../../snippets/languages.ts";
import { SnippetsPanel } from "../../snippets/snippets-panel.tsx";
import { RefusedNote } from "./refused-note.tsx";
import { TestCommand } from "./test-command.tsx";
import classes from "./new-source.module.css";

/** Asked again so often beside the stream, which a proxy may hold back. */
const EVERY_MS = 5000;
const SHOWN_REFUSED = 3;

export interface WaitStepProps {
  readonly source: string;
  /** Of the snippet at the end. */
  readonly language: LanguageId | undefined;
}

/** Watches until the first event verifies, and explains what is refused until then. */
export function WaitStep({ source, language }: WaitStepProps): ReactElement {
  const queries = useQueryClient();
  const accepted = useAnswer("listEvents", { query: { source, limit: 1 } }, { everyMs: EVERY_MS });
  const [first] = accepted.data?.items ?? [];
  const refused = useAnswer(
    "listQuarantine",
    { query: { source, limit: SHOWN_REFUSED } },
    { everyMs: EVERY_MS, isEnabled: first === undefined },
  );
  useStream(first === undefined, ({ data }) => {
    if (!("source" in data) || data.source !== source) return;
    void queries.invalidateQueries({ queryKey: ["listEvents"] });
    void queries.invalidateQueries({ queryKey: ["listQuarantine"] });
  });
  if (accepted.error !== null)
    return <Problem error={accepted.error} onRetry={() => void accepted.refetch()} />;
  if (first !== undefined) return <Arrived source={source} event={first} language={language} />;
  const items = refused.data?.items ?? [];
  return (
    <>
      <p className={classes["text"]} role="status">
        Waiting for the first event of <code>{source}</code>. It is shown here the moment it comes.
      </p>
      {items.length > 0 && (
        <Panel title="Refused so far">
          {items.map(({ id, code, receivedAt }) => (
            <RefusedNote key={id} id={id} code={code} receivedAt={receivedAt} />
          ))}
        </Panel>
      )}
      <TestCommand source={source} />
      <div className={classes["acts"]}>
        <Button
          variant="default"
          renderRoot={(props: object) => (
            <Link to="/console/sources/$source" params={{ source }} {...props} />
          )}
        >
          Go to the source meanwhile
        </Button>
      </div>
    </>
  );
}

interface ArrivedProps extends WaitStepProps {
  readonly event: { readonly id: string; readonly type: string };
}

function Arrived({ source, event, language }: ArrivedProps): ReactElement {
  const whole = useAnswer("getSource", { params: { source } });
  return (
    <>
      <div className={classes["good"]} role="status">
        <Icon name="check" /> The first event has come and verified: {event.type}
      </div>
      <div className={classes["acts"]}>
        <Button
          renderRoot={(props: object) => (
            <Link to="/console/events/$event" params={{ event: event.id }} {...props} />
          )}
        >
          See the event
        </Button>
        <Button
          variant="default"
          renderRoot={(props: object) => (
            <Link to="/console/sources/$source" params={{ source }} {...props} />
          )}
        >
          See the source
        </Button>
      </div>
      {whole.data !== undefined && <SnippetsPanel source={whole.data} language={language} />}
    </>
  );
}
