import { useMemo } from "react";
import type { ReactElement } from "react";
import { LineList } from "./line-list.tsx";
import { markedLines } from "./marked-lines.ts";
import classes from "./raw-text.module.css";

/** A text exactly as it came, with everything that nobody would see shown as a small sign. */
export function RawText({ text }: { readonly text: string }): ReactElement {
  const lines = useMemo(() => markedLines(text), [text]);
  return (
    <LineList
      label="Payload as text"
      count={lines.length}
      line={(index) => (
        <span className={classes["line"]}>
          <span className={classes["number"]}>{lines[index]?.number}</span>
          {lines[index]?.stretches.map((stretch, position) =>
            stretch.kind === "text" ? (
              <span key={position}>{stretch.text}</span>
            ) : (
              <span key={position} className={classes["mark"]} title={stretch.name}>
                {stretch.sign}
              </span>
            ),
          )}
        </span>
      )}
    />
  );
}
