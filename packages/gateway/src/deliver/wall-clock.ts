const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** What a clock on a wall shows. */
export interface WallTime {
  /** ISO: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Since midnight, as the hands say. */
  readonly minute: number;
}

/** The clock of one IANA time zone. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;

  /** @throws RangeError for a zone that the runtime does not know. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  read(moment: number): WallTime {
    const local = new Date(moment + this.offsetMs(moment));
    return {
      weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
      minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    };
  }

  /** How far the clock is ahead of UTC at a moment. */
  offsetMs(moment: number): number {
    const parts = new Map(this.#format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return shown - Math.floor(moment / 1000) * 1000;
  }

  /**
   * The moments at which the clock may show a time, written as if it were UTC: by its offset a day before and by its offset
   * a day after. They differ only around a change of the clock.
   */
  momentsOf(local: number): readonly number[] {
    return [local - this.offsetMs(local - DAY_MS), local - this.offsetMs(local + DAY_MS)];
  }
}
