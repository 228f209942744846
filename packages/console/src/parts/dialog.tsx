import { useId, useLayoutEffect, useRef } from "react";
import type { ReactElement, ReactNode } from "react";
import { ActionIcon } from "@mantine/core";
import { Icon } from "./icon.tsx";
import classes from "./dialog.module.css";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Default `medium`, 480 px; `wide` has 720. On a phone both fill the width. */
  readonly size?: "medium" | "wide";
}

/** The browser's own modal dialog: it keeps the focus, closes by Escape, and gives the focus back to where it was. */
export function Dialog({ title, isOpen, onClose, children, size = "medium" }: DialogProps): ReactElement {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the element goes, so that the browser can give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || !isOpen) return;
    dialog.showModal();
    // The browser takes the first thing that can have the focus, which is the button that closes.
    dialog.querySelector<HTMLElement>("input, select, textarea")?.focus();
    return () => dialog.close();
  }, [isOpen]);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      className={classes["dialog"]}
      data-size={size}
      // It may be open anew by the time that the browser tells of it.
      onClose={() => element.current?.open === false && onClose()}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {isOpen && (
        <div className={classes["inside"]}>
          <header className={classes["head"]}>
            <h2 id={titleId} className={classes["title"]}>
              {title}
            </h2>
            <ActionIcon aria-label="Close" onClick={onClose}>
              <Icon name="cross" />
            </ActionIcon>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
