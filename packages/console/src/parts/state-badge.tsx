import type { ReactElement } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import classes from "./state-badge.module.css";

export type Tone = "good" | "busy" | "warn" | "bad" | "quiet";

interface StateLook {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
}

/** Every state of every resource that a screen shows: tone, icon and word. A new state is a new entry. */
export const states = {
  delivered: { tone: "good", icon: "check", word: "delivered" },
  pending: { tone: "busy", icon: "clock", word: "pending" },
  in_flight: { tone: "busy", icon: "arrowRight", word: "in flight" },
  failed: { tone: "bad", icon: "cross", word: "failed" },
  held: { tone: "warn", icon: "pause", word: "held" },
  cancelled: { tone: "quiet", icon: "minus", word: "cancelled" },
  running: { tone: "busy", icon: "play", word: "running" },
  paused: { tone: "warn", icon: "pause", word: "paused" },
  stopped: { tone: "quiet", icon: "stop", word: "stopped" },
  done: { tone: "good", icon: "check", word: "done" },
  enabled: { tone: "good", icon: "check", word: "enabled" },
  healthy: { tone: "good", icon: "check", word: "healthy" },
  quiet: { tone: "quiet", icon: "dot", word: "nothing yet" },
  refusing: { tone: "bad", icon: "cross", word: "refusing" },
  silent: { tone: "bad", icon: "warning", word: "silent" },
  failing: { tone: "bad", icon: "cross", word: "failing" },
  resting: { tone: "bad", icon: "pause", word: "circuit open" },
  late: { tone: "warn", icon: "clock", word: "late" },
  attention: { tone: "warn", icon: "warning", word: "needs attention" },
  gone: { tone: "bad", icon: "cross", word: "gone (410)" },
  removed: { tone: "quiet", icon: "minus", word: "removed from file" },
  ended: { tone: "quiet", icon: "clock", word: "ended" },
  active: { tone: "good", icon: "check", word: "active" },
  retiring: { tone: "warn", icon: "clock", word: "retiring" },
  revoked: { tone: "quiet", icon: "cross", word: "revoked" },
  expired: { tone: "quiet", icon: "clock", word: "expired" },
  invited: { tone: "busy", icon: "clock", word: "invited" },
  disabled: { tone: "bad", icon: "minus", word: "disabled" },
  verified: { tone: "good", icon: "check", word: "verified" },
  refused: { tone: "bad", icon: "cross", word: "refused" },
  conflict: { tone: "warn", icon: "warning", word: "conflict" },
  repeat: { tone: "quiet", icon: "replays", word: "repeat" },
  unreadable: { tone: "warn", icon: "lock", word: "unreadable" },
  urgent: { tone: "bad", icon: "warning", word: "now" },
  soon: { tone: "warn", icon: "clock", word: "soon" },
  passed: { tone: "good", icon: "check", word: "right" },
  wrong: { tone: "bad", icon: "cross", word: "wrong" },
  built_in: { tone: "quiet", icon: "lock", word: "built in" },
  custom: { tone: "busy", icon: "person", word: "your own" },
  purged: { tone: "quiet", icon: "minus", word: "payload deleted" },
} as const satisfies Readonly<Record<string, StateLook>>;

export interface StateBadgeProps {
  /** One of the table, or any other state of a newer gateway, which is shown as its word. */
  readonly state: string;
  /** Instead of the table's word: `delivered ×2`. */
  readonly word?: string;
}

/** A state as icon and word; the colour only repeats what they say. */
export function StateBadge({ state, word }: StateBadgeProps): ReactElement {
  const known: Readonly<Record<string, StateLook>> = states;
  const look = known[state] ?? { tone: "quiet", icon: "dot", word: state.replaceAll("_", " ") };
  return (
    <span className={classes["badge"]} data-tone={look.tone}>
      <Icon name={look.icon} size={12} />
      {word ?? look.word}
    </span>
  );
}
