import { createContext, useContext, useEffect, useEffectEvent } from "react";
import { HotkeyTable } from "./hotkey-table.ts";
import type { Hotkey } from "./hotkey-table.ts";

export const HotkeyContext = createContext(new HotkeyTable());

/**
 * Has shortcuts while the component is there. They are in the sheet that `?` opens.
 *
 * @param isOn false while they make no sense now. Default true.
 */
export function useHotkeys(hotkeys: readonly Hotkey[], isOn = true): void {
  const table = useContext(HotkeyContext);
  const run = useEffectEvent((keys: string) => hotkeys.find((each) => each.keys === keys)?.run());
  const signature = hotkeys.map(({ keys, does }) => `${keys}\0${does}`).join("\n");
  useEffect(() => {
    if (!isOn || signature === "") return;
    const group = signature.split("\n").map((line) => {
      const [keys = "", does = ""] = line.split("\0");
      return { keys, does, run: () => run(keys) };
    });
    return table.add(group);
  }, [table, signature, isOn]);
}
