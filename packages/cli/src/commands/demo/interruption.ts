/** Ctrl-C, the usual request to end, and a terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Watches for what may end the demo early: a signal, or its deadline. */
export interface Interruption {
  /** Aborted with the reason in words. */
  readonly signal: AbortSignal;
  /** Gives the signals back to the process. */
  readonly stopWatching: () => void;
}

/** Begins to watch. While it does, signals no longer end the process by themselves, so that it can clean up. */
export function watchForInterruption(deadlineMs: number): Interruption {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => controller.abort(new Error(`stopped by ${signal}`));
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const onDeadline = (): void => controller.abort(new Error(`not finished after ${deadlineMs / 1000} s`));
  const deadline = setTimeout(onDeadline, deadlineMs);
  return {
    signal: controller.signal,
    stopWatching: () => {
      clearTimeout(deadline);
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
