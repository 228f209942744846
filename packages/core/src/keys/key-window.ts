import { misuse } from "../misuse.ts";
import { parseIso8601 } from "../time/iso8601.ts";

/** When a key counts: from `notBeforeMs` until just before `notAfterMs`. */
export interface KeyWindow {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/**
 * @throws CountersignError `key_window_invalid` if a moment cannot be read or the key would never count.
 */
export function keyWindow(notBefore: unknown, notAfter: unknown): KeyWindow {
  const window = {
    notBeforeMs: notBefore === undefined ? -Infinity : milliseconds(notBefore, "notBefore"),
    notAfterMs: notAfter === undefined ? Infinity : milliseconds(notAfter, "notAfter"),
  };
  if (window.notBeforeMs >= window.notAfterMs) throw misuse("key_window_invalid");
  return window;
}

/** Whether a key counts at a moment. */
export function isLive(window: KeyWindow, nowMs: number): boolean {
  return window.notBeforeMs <= nowMs && nowMs < window.notAfterMs;
}

function milliseconds(moment: unknown, name: string): number {
  const timeMs =
    typeof moment === "string" ? parseIso8601(moment) : moment instanceof Date ? moment.getTime() : moment;
  if (typeof timeMs === "number" && Number.isFinite(timeMs)) return timeMs;
  throw misuse("key_window_invalid", name);
}
