import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { ExplanationView } from "../explanation/explanation-view.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { Icon } from "../parts/icon.tsx";
import { Panel } from "../parts/panel.tsx";
import { Problem } from "../parts/problem.tsx";
import type { SchemeData } from "../senders/scheme-data.ts";
import { TraceView } from "../trace/trace-view.tsx";
import { SentView } from "./sent-view.tsx";
import { SignedContentView } from "./signed-content-view.tsx";
import { signedCurl } from "./signed-curl.ts";
import type { Bench, BenchResult } from "./use-bench.ts";
import classes from "./bench.module.css";

const SEEN_PART = 0.75;

export interface BenchResultsProps {
  readonly bench: Pick<Bench, "input" | "busy" | "missing" | "error" | "result">;
  readonly scheme: SchemeData;
}

/** What came of the last act, or what to do first. */
export function BenchResults({ bench, scheme }: BenchResultsProps): ReactElement {
  const { input, busy, missing, error, result } = bench;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a narrow screen it is below what was typed, out of sight.
    const isSomething = result !== undefined || missing !== undefined || error !== null;
    if (isSomething && isBelow(element.current)) element.current?.scrollIntoView({ block: "start" });
  }, [result, missing, error]);
  return (
    <div
      ref={element}
      className={classes["results"]}
      role="region"
      aria-label="Result"
      aria-busy={busy !== undefined}
    >
      {missing !== undefined && (
        <p className={classes["missing"]} role="alert">
          <Icon name="warning" /> {missing}
        </p>
      )}
      {error !== null && <Problem error={error} />}
      {busy !== undefined && (
        <p className={classes["text"]} role="status">
          {busy === "explain"
            ? "Searching for the cause, which takes up to a second…"
            : "Asking the gateway…"}
        </p>
      )}
      {result === undefined && busy === undefined && missing === undefined && error === null && (
        <EmptyState icon="playground" title="Nothing is tried yet">
          Paste a request and its secret, then verify it; or fill in an example and change one character. The
          gateway keeps nothing of it, and this page forgets it when you leave.
        </EmptyState>
      )}
      {result !== undefined && (
        <>
          {result.of !== input && (
            <p className={classes["quiet"]}>What follows was before your last change.</p>
          )}
          <ResultPanels result={result} scheme={scheme} />
        </>
      )}
    </div>
  );
}

/** Whether less than a quarter of the window shows it. */
function isBelow(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().top > globalThis.innerHeight * SEEN_PART;
}

interface ResultPanelsProps {
  readonly result: BenchResult;
  readonly scheme: SchemeData;
}

function ResultPanels({ result, scheme }: ResultPanelsProps): ReactElement {
  if (result.act === "explain") {
    return (
      <Panel title="Cause">
        <ExplanationView explanation={result.answer} />
      </Panel>
    );
  }
  if (result.act === "send") {
    return (
      <>
        <SentView answer={result.answer} target={result.target} />
        <Panel title="The same as curl">
          <CodeBlock what="signed request as curl" text={signedCurl(result.of)} />
        </Panel>
      </>
    );
  }
  const { content } = result.answer;
  return (
    <>
      {result.act === "sign" ? <Signed result={result} /> : <Verified result={result} />}
      <Panel title="What is signed">
        <SignedContentView content={content} scheme={scheme} />
      </Panel>
    </>
  );
}

function Signed({ result }: { readonly result: Extract<BenchResult, { act: "sign" }> }): ReactElement {
  return (
    <Panel title="Headers that the sender sends">
      {result.answer.headers.map(({ name, value }) => (
        <CodeBlock key={name} what={name} text={`${name}: ${value}`} />
      ))}
      <p className={classes["text"]}>They stand among the headers now. The whole request as curl:</p>
      <CodeBlock what="signed request as curl" text={signedCurl(result.of)} />
    </Panel>
  );
}

function Verified({ result }: { readonly result: Extract<BenchResult, { act: "verify" }> }): ReactElement {
  const { event } = result.answer;
  return (
    <Panel title="Verification, step by step">
      <TraceView trace={result.answer} />
      {event !== null && (
        <p className={classes["text"]}>
          Event {event.id === null ? "without an id" : <code>{event.id}</code>} of the type{" "}
          <code>{event.type ?? "unknown"}</code>.
        </p>
      )}
    </Panel>
  );
}
