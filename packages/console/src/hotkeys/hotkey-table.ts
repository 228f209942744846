/** A key, or several pressed one after another, such as `g i`; modifiers only as `mod+k`. */
export interface Hotkey {
  readonly keys: string;
  /** What it does, for the sheet of shortcuts: "Next row". */
  readonly does: string;
  readonly run: () => void;
}

/** How long a first key waits for the second. */
const SEQUENCE_MS = 1200;

/** The shortcuts in force now, and the one listener that serves them. The latest registered wins. */
export class HotkeyTable {
  #groups: readonly (readonly Hotkey[])[] = [];
  readonly #listeners = new Set<() => void>();
  #pressed = "";
  #pressedAt = 0;

  /** Adds shortcuts; the function that is given takes them away again. */
  add(group: readonly Hotkey[]): () => void {
    this.#change([group, ...this.#groups]);
    return () => this.#change(this.#groups.filter((each) => each !== group));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly list = (): readonly (readonly Hotkey[])[] => this.#groups;

  /** Runs what a key means, unless somebody is typing, presses a button with it, or a dialog is open. */
  press(event: KeyboardEvent): void {
    const key = keyOf(event);
    if (key === undefined || event.defaultPrevented || isTyping(event, key)) return;
    const isInTime = event.timeStamp - this.#pressedAt < SEQUENCE_MS;
    const sequence = isInTime && this.#pressed !== "" ? `${this.#pressed} ${key}` : key;
    const all = this.#groups.flat();
    const found = all.find(({ keys }) => keys === sequence) ?? all.find(({ keys }) => keys === key);
    this.#pressed = found === undefined ? key : "";
    this.#pressedAt = event.timeStamp;
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  }

  #change(groups: readonly (readonly Hotkey[])[]): void {
    this.#groups = groups;
    for (const listener of this.#listeners) listener();
  }
}

function keyOf({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): string | undefined {
  if (altKey || ["Shift", "Control", "Meta", "Alt"].includes(key)) return undefined;
  return metaKey || ctrlKey ? `mod+${key.toLowerCase()}` : key;
}

function isTyping({ target }: KeyboardEvent, key: string): boolean {
  if (key.startsWith("mod+")) return false;
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  // Enter presses what has the focus, whatever it means to the list below.
  if (key === "Enter" && target.closest("a, button, summary") !== null) return true;
  return (
    target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]") !==
    null
  );
}
