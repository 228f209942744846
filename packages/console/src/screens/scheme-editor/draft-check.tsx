import type { ReactElement } from "react";
import { Problem } from "../../parts/problem.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { SchemeCases } from "../../schemes/scheme-cases.tsx";
import type { Lint } from "./use-lint.ts";
import classes from "./scheme-editor.module.css";

export interface DraftCheckProps {
  readonly lint: Lint;
  /** Leads to a line of the draft, counted from 0. */
  readonly onGo: (line: number) => void;
}

/** What is wrong with a draft and where; else how it fares with made-up requests. */
export function DraftCheck({ lint, onGo }: DraftCheckProps): ReactElement {
  const { faults, cases, isValid, isChecking, error, retry } = lint;
  return (
    <>
      <div role="status" className={classes["text"]}>
        {faults.length > 0 ? (
          <StateBadge state="wrong" word={faults.length === 1 ? "1 fault" : `${faults.length} faults`} />
        ) : isValid ? (
          <StateBadge state="passed" word="a scheme" />
        ) : (
          isChecking && "Being checked…"
        )}
      </div>
      {error !== null && <Problem error={error} onRetry={retry} />}
      {faults.length > 0 && (
        <ul className={classes["faults"]} aria-label="Faults">
          {faults.map(({ line, pointer, expected, found }) => (
            <li key={`${pointer} ${expected}`}>
              <button type="button" className={classes["line"]} onClick={() => onGo(line)}>
                Line {line + 1}
              </button>
              {pointer !== "" && (
                <>
                  , <code>{pointer}</code>
                </>
              )}
              : expected {expected}
              {found !== undefined && `, found ${found}`}
            </li>
          ))}
        </ul>
      )}
      {isValid && (
        <details>
          <summary>{casesWords(cases)}</summary>
          <SchemeCases cases={cases} />
        </details>
      )}
    </>
  );
}

function casesWords(cases: Lint["cases"]): string {
  const wrong = cases.filter(({ isRight }) => !isRight).length;
  return wrong === 0
    ? `${cases.length} made-up requests are judged rightly`
    : `${wrong} of ${cases.length} made-up requests are judged wrongly`;
}
