import type { ReactElement } from "react";
import { CopyButton } from "./copy-button.tsx";
import classes from "./id-text.module.css";

/** An id in monospace with a button that copies it. */
export function IdText({ id, what = "id" }: { readonly id: string; readonly what?: string }): ReactElement {
  return (
    <span className={classes["id"]}>
      <code>{id}</code>
      <CopyButton text={id} what={what} />
    </span>
  );
}

const SHOWN_END = 8;

/** An id in a row: its kind and its end, which tell rows apart; the whole of it on pointer. */
export function ShortId({ id }: { readonly id: string }): ReactElement {
  const [kind = ""] = id.split("_");
  return (
    <code title={id} className={classes["short"]}>
      {kind}_…{id.slice(-SHOWN_END)}
    </code>
  );
}
