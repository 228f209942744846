import type { ActiveWindowDocument } from "../config/configuration.ts";
import { WallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const DAYS_PER_WEEK = 7;

/** A window begins at the latest a week from now; a day more, because days have 23 to 25 hours. */
const LOOK_AHEAD_DAYS = DAYS_PER_WEEK + 2;

interface Window {
  readonly clock: WallClock;
  readonly days: ReadonlySet<number>;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * The hours of the week in which an endpoint takes deliveries. A moment is inside where the wall clock of the window's place
 * says so. So when clocks are set forward, a window that begins in the hour left out begins after it; when they are set
 * back, what the hour says is said twice.
 */
export class ActiveHours {
  readonly #windows: readonly Window[];
  #opensAt: { readonly askedAt: number; readonly opensAt: number } | undefined;

  constructor(windows: readonly ActiveWindowDocument[]) {
    this.#windows = windows.map((window) => ({
      clock: new WallClock(window.timeZone),
      days: new Set(window.days),
      fromMinute: window.fromMinute,
      // The end of a window that goes over midnight is counted from the day on which it began.
      toMinute: window.toMinute > window.fromMinute ? window.toMinute : window.toMinute + DAY_MINUTES,
    }));
  }

  isOpen(now: number): boolean {
    return this.#windows.some((window) => isInside(window, now));
  }

  /** `now` where it is inside, else the first moment that is. */
  opensAt(now: number): number {
    if (this.isOpen(now)) return now;
    // Asked again and again while the endpoint has work: between then and then nothing opens.
    const known = this.#opensAt;
    if (known !== undefined && known.askedAt <= now && now < known.opensAt) return known.opensAt;
    const opensAt = Math.min(...this.#windows.map((window) => nextOpening(window, now)));
    this.#opensAt = { askedAt: now, opensAt };
    return opensAt;
  }
}

function isInside({ clock, days, fromMinute, toMinute }: Window, now: number): boolean {
  const { weekday, minute } = clock.read(now);
  if (days.has(weekday) && minute >= fromMinute && minute < toMinute) return true;
  const dayBefore = weekday === 1 ? DAYS_PER_WEEK : weekday - 1;
  return days.has(dayBefore) && minute + DAY_MINUTES < toMinute;
}

/**
 * What is inside can change only when the wall clock passes the beginning of a window, or where the clock is set. Of each
 * beginning both moments are looked at: by the offset before and by the offset after. A clock that is set has them on its
 * two sides, so the change lies at one of them or between two, where it is searched.
 */
function nextOpening(window: Window, now: number): number {
  const { clock, fromMinute } = window;
  const midnight = Math.floor((now + clock.offsetMs(now)) / DAY_MS) * DAY_MS;
  const moments = [now];
  for (let day = -1; day <= LOOK_AHEAD_DAYS; day += 1) {
    for (const minute of [0, fromMinute, DAY_MINUTES]) {
      moments.push(...clock.momentsOf(midnight + day * DAY_MS + minute * MINUTE_MS));
    }
  }
  let before = now;
  for (const moment of moments.filter((each) => each > now).sort((a, b) => a - b)) {
    if (isInside(window, moment)) return firstInside(window, before, moment);
    before = moment;
  }
  // A window begins every week; this is for types only.
  return now + LOOK_AHEAD_DAYS * DAY_MS;
}

/** Between a moment outside and one inside with a single change between them, the first one inside. */
function firstInside(window: Window, outside: number, inside: number): number {
  let [last, first] = [outside, inside];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (isInside(window, middle)) first = middle;
    else last = middle;
  }
  return first;
}
