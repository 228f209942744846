import type { ReactElement } from "react";
import type { Answer } from "../api/answer-types.ts";
import { formatCount } from "../numbers/format-count.ts";
import { CodeBlock } from "../parts/code-block.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import classes from "./explanation-view.module.css";

type Explanation = Answer<"explainQuarantined">;

/** Why a request is refused: each cause with what it means, what shows it and how to mend it, and how much was tried. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }): ReactElement {
  const { findings, conclusion, scheme, tried, elapsedMs } = explanation;
  return (
    <div className={classes["explanation"]}>
      {findings.map((finding) => (
        <FindingView key={finding.code} finding={finding} />
      ))}
      <p className={classes["conclusion"]}>{conclusion}</p>
      {scheme !== null && (
        <>
          <p className={classes["conclusion"]}>It is signed by this scheme:</p>
          <CodeBlock what="scheme that fits" text={JSON.stringify(scheme, undefined, 2)} />
        </>
      )}
      <p className={classes["tried"]}>
        {formatCount(tried)} {tried === 1 ? "signature" : "signatures"} tried in {Math.ceil(elapsedMs)} ms.
      </p>
    </div>
  );
}

function FindingView({ finding }: { readonly finding: Explanation["findings"][number] }): ReactElement {
  const { code, title, meaning, proof, remedy, certainty } = finding;
  return (
    <article className={classes["finding"]}>
      <h3 className={classes["title"]}>
        {title}
        <StateBadge
          state={certainty === "proved" ? "verified" : "held"}
          word={certainty === "proved" ? "proved" : "likely"}
        />
      </h3>
      <dl className={classes["parts"]}>
        <dt>Means</dt>
        <dd>{meaning}</dd>
        <dt>Found</dt>
        <dd>{proof}</dd>
        <dt>Fix</dt>
        <dd>{remedy}</dd>
        <dt>Page</dt>
        <dd>
          <code>docs/causes/{code}.md</code>
        </dd>
      </dl>
    </article>
  );
}
