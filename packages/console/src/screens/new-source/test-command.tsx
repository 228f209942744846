import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Panel } from "../../parts/panel.tsx";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { senderUrl } from "../../senders/sender-url.ts";
import { testCommand } from "../../senders/test-command.ts";
import { useNamedScheme } from "../../senders/use-scheme.ts";
import classes from "./new-source.module.css";

/** The sender played by the command line, for whoever cannot make the vendor send now. */
export function TestCommand({ source: name }: { readonly source: string }): ReactElement | null {
  const source = useAnswer("getSource", { params: { source: name } });
  const named = source.data?.scheme;
  const kept = useNamedScheme(named);
  if (source.data === undefined || (typeof named === "string" && kept === undefined)) return null;
  if (kept?.origin !== "built_in") return <ByPlayground source={name} />;
  const scheme = kept.definition as unknown as SchemeData;
  return (
    <Panel title="Send a signed test request yourself">
      <p className={classes["quiet"]}>
        With the secret in the variable <code>WEBHOOK_SECRET</code>
        {scheme.caller !== undefined && (
          <>
            {" "}
            and the caller&apos;s API key in <code>WEBHOOK_API_KEY</code>
          </>
        )}
        :
      </p>
      <CodeBlock
        what="command that sends a signed request"
        text={testCommand({ ...source.data, scheme, url: senderUrl(source.data) })}
      />
    </Panel>
  );
}

/** The command line knows built-in schemes by name; the playground knows the organization's own too. */
function ByPlayground({ source }: { readonly source: string }): ReactElement {
  return (
    <p className={classes["text"]}>
      To send a signed test request yourself, sign one in the{" "}
      <Link to="/console/playground" search={{ source }}>
        playground
      </Link>
      : it gives the whole request as a command.
    </p>
  );
}
