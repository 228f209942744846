import { useContext, useSyncExternalStore } from "react";
import type { ReactElement } from "react";
import { HotkeyContext } from "../hotkeys/use-hotkeys.ts";
import { Dialog } from "../parts/dialog.tsx";
import { KeyHint } from "../parts/key-hint.tsx";
import classes from "./shortcut-sheet.module.css";

/** `?`: every shortcut that works on this screen now. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }): ReactElement {
  const table = useContext(HotkeyContext);
  const groups = useSyncExternalStore(table.subscribe, table.list);
  const all = groups.flat();
  const jumps = all.filter(({ keys }) => keys.startsWith("g "));
  const others = all.filter(({ keys }) => !keys.startsWith("g "));
  return (
    <Dialog title="Keyboard shortcuts" isOpen onClose={onClose} size="wide">
      <div className={classes["columns"]}>
        <ShortcutList name="On this screen" hotkeys={others} />
        <ShortcutList name="Jump to" hotkeys={jumps} />
      </div>
    </Dialog>
  );
}

function ShortcutList({
  name,
  hotkeys,
}: {
  readonly name: string;
  readonly hotkeys: readonly { readonly keys: string; readonly does: string }[];
}): ReactElement {
  return (
    <section>
      <h3 className={classes["name"]}>{name}</h3>
      <dl className={classes["list"]}>
        {hotkeys.map(({ keys, does }) => (
          <div key={keys} className={classes["line"]}>
            <dt>{does}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
