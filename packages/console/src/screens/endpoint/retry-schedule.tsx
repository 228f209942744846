import type { ReactElement } from "react";
import { roughDuration } from "../../times/rough-duration.ts";
import { triesOf } from "./retry-tries.ts";
import classes from "./retry-schedule.module.css";

const SECOND_MS = 1000;

/** The tries of a delivery that keeps failing, as dots on a line whose scale is logarithmic, and as words. */
export function RetrySchedule({ waitsMs }: { readonly waitsMs: readonly number[] }): ReactElement {
  const tries = triesOf(waitsMs);
  const words = tries
    .map(({ atMs }) => (atMs === 0 ? "at once" : `after ${roughDuration(atMs / SECOND_MS)}`))
    .join(", ");
  return (
    <figure className={classes["schedule"]}>
      <svg className={classes["line"]} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <path d="M1 4H99" />
        {tries.map(({ atMs, place }) => (
          <path key={atMs} d={`M${1 + place * 98} 1V7`} />
        ))}
      </svg>
      <figcaption>
        {tries.length} {tries.length === 1 ? "try" : "tries"}: {words}. After the last it is a dead letter.
      </figcaption>
    </figure>
  );
}
