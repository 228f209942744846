import { Fragment } from "react";
import type { ReactElement } from "react";
import classes from "./key-hint.module.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const names: Readonly<Record<string, string>> = {
  mod: isApple ? "⌘" : "Ctrl",
  Enter: "⏎",
  enter: "⏎",
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
};

/** A shortcut as keys: `g i`, `mod+k`. */
export function KeyHint({ keys }: { readonly keys: string }): ReactElement {
  return (
    <span className={classes["keys"]}>
      {keys.split(" ").map((chord, index) => (
        <Fragment key={`${chord}${index}`}>
          {index > 0 && <span className="unseen">then</span>}
          {chord.split("+").map((key) => (
            <kbd key={key} className={classes["key"]}>
              {names[key] ?? key}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
