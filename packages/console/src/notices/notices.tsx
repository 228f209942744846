import { createContext, useCallback, useContext, useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { ActionIcon } from "@mantine/core";
import { Icon } from "../parts/icon.tsx";
import classes from "./notices.module.css";

export interface Notice {
  readonly kind: "good" | "bad";
  readonly text: string;
  /** Where to look further. */
  readonly link?: ReactNode;
}

/** Good news goes by itself; bad news waits until it is closed. */
const GOOD_SHOWN_MS = 6000;
const MAX_SHOWN = 4;

let lastId = 0;

type Notify = (notice: Notice) => void;

const NoticeContext = createContext<Notify>(() => {});

/** Gives the function that tells people in the corner what has happened. */
export function useNotice(): Notify {
  return useContext(NoticeContext);
}

/** Shows the notices of everything inside. */
export function Notices({ children }: { readonly children: ReactNode }): ReactElement {
  const [shown, setShown] = useState<readonly (Notice & { readonly id: number })[]>([]);
  const close = useCallback((id: number) => setShown((now) => now.filter((each) => each.id !== id)), []);
  const notify = useCallback<Notify>(
    (notice) => {
      lastId += 1;
      const id = lastId;
      setShown((now) => [...now, { ...notice, id }].slice(-MAX_SHOWN));
      if (notice.kind === "good") setTimeout(() => close(id), GOOD_SHOWN_MS);
    },
    [close],
  );
  return (
    <NoticeContext value={notify}>
      {children}
      <div className={classes["notices"]} role="status" aria-live="polite">
        {shown.map(({ id, kind, text, link }) => (
          <div key={id} className={classes["notice"]} data-kind={kind}>
            <Icon name={kind === "good" ? "check" : "warning"} />
            <span>
              {text} {link}
            </span>
            <ActionIcon size="xs" aria-label="Close this message" onClick={() => close(id)}>
              <Icon name="cross" size={12} />
            </ActionIcon>
          </div>
        ))}
      </div>
    </NoticeContext>
  );
}
