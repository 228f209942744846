import { useNavigate } from "@tanstack/react-router";
import { useHotkeys } from "../hotkeys/use-hotkeys.ts";

/** `[` and `]` walk the parts of a thing; they stay in the URL. */
export function useTabHotkeys(tabs: readonly { readonly id: string }[], shown: string | undefined): void {
  const navigate = useNavigate();
  const walk = (step: number): void => {
    const index = tabs.findIndex(({ id }) => id === shown);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (next !== undefined) void navigate({ to: ".", search: { tab: next.id } as never, replace: true });
  };
  useHotkeys([
    { keys: "]", does: "Next part", run: () => walk(1) },
    { keys: "[", does: "Previous part", run: () => walk(-1) },
  ]);
}
