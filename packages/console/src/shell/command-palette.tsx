import { useRouter } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { KeyboardEvent, ReactElement } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeyHint } from "../parts/key-hint.tsx";
import { requestIdIn } from "./id-target.ts";
import { paletteEntries } from "./palette-entries.ts";
import type { Place } from "./places.ts";
import classes from "./command-palette.module.css";

/** ⌘K: type a few letters of a screen, or paste an id, and Enter. */
export function CommandPalette({
  places,
  onClose,
}: {
  readonly places: readonly Place[];
  readonly onClose: () => void;
}): ReactElement {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const { history } = useRouter();
  const entries = paletteEntries(text, places);
  const requestId = requestIdIn(text);
  const go = (href: string | undefined): void => {
    if (href === undefined) return;
    onClose();
    history.push(href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((now) => (now + step + entries.length) % Math.max(entries.length, 1));
    }
    if (event.key === "Enter") go(entries[active]?.href);
  };
  return (
    <Dialog title="Jump to" isOpen onClose={onClose}>
      <input
        className={classes["input"]}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? `${listId}-${active}` : undefined}
        aria-label="A screen, or an id such as evt_…, dlv_…, qua_…, rpl_…, usr_… or key_…"
        placeholder="A screen, or evt_… dlv_… qua_… rpl_…"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label="Where to" className={classes["entries"]}>
        {entries.map(({ href, name, says, icon, keys }, index) => (
          <li
            key={href}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes["entry"]}
            onMouseMove={() => setActive(index)}
            onClick={() => go(href)}
          >
            <Icon name={icon} />
            <span className={classes["name"]}>{name}</span>
            <span className={classes["says"]}>{says}</span>
            {keys !== undefined && <KeyHint keys={keys} />}
          </li>
        ))}
      </ul>
      {entries.length === 0 && (
        <p className={classes["nothing"]} role="status">
          {requestId === undefined ? (
            "No screen has these letters, and there is no whole id in it. Ids begin with evt_, dlv_, qua_, rpl_, usr_ or key_."
          ) : (
            <>
              {"This names one answer of the API. The gateway's log alone keeps it: "}
              <code>grep {requestId}</code>
              {
                " finds the line where something went wrong inside. What the call did is in the audit log, by its time."
              }
            </>
          )}
        </p>
      )}
    </Dialog>
  );
}
