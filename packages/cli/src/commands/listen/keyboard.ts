import type { ReadStream } from "node:tty";

/** What Ctrl-C sends where the terminal does not act on it itself. */
const CTRL_C = "\u0003";

/** Listens to single keys. */
export interface Keyboard extends Disposable {
  /** Gives the terminal back as it was. */
  readonly close: () => void;
}

/**
 * Calls an action at each key, without Enter. The terminal is given back on `close`, and at any end of the process that
 * runs code: also after an error that nobody caught.
 *
 * @param terminal Standard input; must be a terminal.
 * @param actions Key → what it does; Ctrl-C does what `q` does.
 */
export function openKeyboard(
  terminal: Pick<ReadStream, "setRawMode" | "setEncoding" | "on" | "off" | "resume" | "pause">,
  actions: ReadonlyMap<string, () => void>,
): Keyboard {
  const onKeys = (keys: string): void => {
    for (const key of keys) actions.get(key === CTRL_C ? "q" : key)?.();
  };
  const close = (): void => {
    process.off("exit", close);
    terminal.off("data", onKeys);
    terminal.setRawMode(false);
    terminal.pause();
  };
  process.once("exit", close);
  terminal.setRawMode(true);
  terminal.setEncoding("utf8");
  terminal.on("data", onKeys);
  terminal.resume();
  return { close, [Symbol.dispose]: close };
}
