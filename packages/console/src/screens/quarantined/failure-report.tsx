import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { saveText } from "../../parts/save-text.ts";
import { reportText } from "./report-text.ts";
import { useExplanation, useQuarantinedTrace } from "./use-why.ts";

interface RequestProps {
  readonly request: Answer<"getQuarantined">;
}

/** A text to send to the vendor: what was refused, why, and how to mend it. */
export function FailureReport({ request }: RequestProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ActButton route="explainQuarantined" onClick={() => setIsOpen(true)}>
        Report…
      </ActButton>
      <Dialog title="Report for the sender" isOpen={isOpen} onClose={() => setIsOpen(false)} size="wide">
        <Report request={request} />
      </Dialog>
    </>
  );
}

function Report({ request }: RequestProps): ReactElement {
  const explanation = useExplanation(request.id, true);
  const trace = useQuarantinedTrace(request.id, true);
  const error = explanation.error ?? trace.error;
  if (error !== null) {
    const retry = (): void => {
      void explanation.refetch();
      void trace.refetch();
    };
    return <Problem error={error} onRetry={retry} />;
  }
  if (explanation.data === undefined || trace.data === undefined) {
    return <p role="status">Searching for the cause, which takes up to a second…</p>;
  }
  const text = reportText({ request, explanation: explanation.data, trace: trace.data });
  return (
    <>
      <p style={{ margin: 0, fontSize: 13 }}>
        No secret, no signature and nothing of the body is in it: it can go out by email.
      </p>
      <CodeBlock what="report" text={text} />
      <div>
        <Button variant="default" onClick={() => saveText(`${request.id}.txt`, text)}>
          Download
        </Button>
      </div>
    </>
  );
}
