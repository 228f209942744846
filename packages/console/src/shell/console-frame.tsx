import { Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { Suspense, lazy, useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { useSession } from "../api/session.ts";
import { mayCall } from "../api/acts.ts";
import { useHotkeys } from "../hotkeys/use-hotkeys.ts";
import { writePreference, readPreference } from "../preferences/preference.ts";
import { TopBar } from "./top-bar.tsx";
import { Navigation } from "./navigation.tsx";
import { places } from "./places.ts";
import classes from "./console-frame.module.css";

const loadPalette = async () => ({ default: (await import("./command-palette.tsx")).CommandPalette });
const CommandPalette = lazy(loadPalette);
const ShortcutSheet = lazy(async () => ({ default: (await import("./shortcut-sheet.tsx")).ShortcutSheet }));

type Open = "palette" | "shortcuts" | "navigation";

/** What stands around every screen: navigation, who is signed in, the palette, and the shortcuts that work everywhere. */
export function ConsoleFrame(): ReactElement {
  const [open, setOpen] = useState<Open>();
  const { role } = useSession();
  const router = useRouter();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const content = useRef<HTMLElement>(null);
  // On a phone the navigation covers the screen; a chosen place closes it.
  useEffect(() => setOpen(undefined), [path]);
  // Soon after the frame: whoever presses ⌘K types on at once.
  useEffect(() => void loadPalette(), []);
  const reachable = places.filter(({ needs }) => mayCall(role, needs));
  useHotkeys([
    { keys: "mod+k", does: "Search and jump", run: () => setOpen("palette") },
    { keys: "?", does: "Show these shortcuts", run: () => setOpen("shortcuts") },
    { keys: "T", does: "Times relative, in UTC, or local", run: showNextTimes },
    ...reachable.map(({ to, name, key }) => ({
      keys: `g ${key}`,
      does: name,
      run: () => router.history.push(to),
    })),
  ]);
  const close = (): void => setOpen(undefined);
  return (
    <div className={classes["frame"]} data-navigation={open === "navigation" ? "open" : "closed"}>
      <a
        className={classes["skip"]}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <TopBar
        isNavigationOpen={open === "navigation"}
        onNavigation={() => setOpen(open === "navigation" ? undefined : "navigation")}
        onPalette={() => setOpen("palette")}
        onShortcuts={() => setOpen("shortcuts")}
      />
      <Navigation places={reachable} />
      <main ref={content} id="content" tabIndex={-1} className={classes["content"]}>
        <Outlet />
      </main>
      <Suspense>
        {open === "palette" && <CommandPalette places={reachable} onClose={close} />}
        {open === "shortcuts" && <ShortcutSheet onClose={close} />}
      </Suspense>
    </div>
  );
}

function showNextTimes(): void {
  const next = { relative: "utc", utc: "local", local: "relative" } as const;
  writePreference("times", next[readPreference("times")]);
}
