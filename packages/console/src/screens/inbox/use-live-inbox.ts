import { useEffect, useEffectEvent, useRef } from "react";
import { useStream } from "../../api/use-stream.ts";
import type { StreamState } from "../../api/use-stream.ts";

/** However many events arrive, the list is asked anew so often at most. */
const MIN_INTERVAL_MS = 1000;

const words: Readonly<Record<StreamState, string>> = {
  off: "off",
  connecting: "connecting…",
  open: "following",
  waiting: "connection lost, trying again…",
};

/**
 * Calls `reload` soon after events were accepted, while it is on.
 *
 * @returns how the connection is, in words.
 */
export function useLiveInbox(isOn: boolean, reload: () => void): string {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const run = useEffectEvent(reload);
  const state = useStream(isOn, ({ event }) => {
    if (event !== "event.accepted" || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      run();
    }, MIN_INTERVAL_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [isOn],
  );
  return words[state];
}
