/** Exit codes of a shell for a program that a signal ended: 128 and the signal's number. */
const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof SIGNAL_EXIT_CODES;

/** Watches for what may end the demo early: Ctrl-C, SIGTERM, or its deadline. */
export interface Interruption {
  /** Aborted with the reason in words. */
  readonly signal: AbortSignal;
  /** What the process should exit with once aborted. */
  readonly exitCode: () => number;
  /** Gives the signals back to the process. */
  readonly stopWatching: () => void;
}

/** Begins to watch. While it does, signals no longer end the process by themselves. */
export function watchForInterruption(deadlineMs: number): Interruption {
  const controller = new AbortController();
  let exitCode = 1;
  const onSignal = (signal: Signal): void => {
    exitCode = SIGNAL_EXIT_CODES[signal];
    controller.abort(new Error(`stopped by ${signal}`));
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const deadline = setTimeout(
    () => controller.abort(new Error(`not finished after ${deadlineMs / 1000} s`)),
    deadlineMs,
  );
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stopWatching: () => {
      clearTimeout(deadline);
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    },
  };
}
