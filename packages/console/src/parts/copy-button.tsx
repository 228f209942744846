import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ReactElement } from "react";
import { useNotice } from "../notices/notices.tsx";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 1500;

/** Copies a text; says so for a moment, to eyes and ears. */
export function CopyButton({
  text,
  what,
}: {
  readonly text: string;
  /** What is copied, for the label: "event id". */
  readonly what: string;
}): ReactElement {
  const [isCopied, setIsCopied] = useState(false);
  const notify = useNotice();
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      notify({
        kind: "bad",
        text: `The browser did not let the ${what} be copied. Select and copy it by hand.`,
      });
    }
  };
  return (
    <>
      <ActionIcon size="xs" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        <Icon name={isCopied ? "check" : "copy"} size={13} />
      </ActionIcon>
      <span className="unseen" role="status">
        {isCopied ? `Copied ${what}` : ""}
      </span>
    </>
  );
}
