import type { ActiveWindowDocument, OrderByDocument, RateDocument } from "../configuration.ts";

const SECOND_MS = 1000;
const MINUTES_PER_HOUR = 60;

/** In the order of ISO weekdays, which count from 1. */
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export interface RateBody {
  readonly perSecond?: number;
  readonly perMinute?: number;
  readonly burst: number;
}

export interface ActiveWindowBody {
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** A rate as the configuration file writes it. */
export function rateBody({ count, periodMs, burst }: RateDocument): RateBody {
  return periodMs === SECOND_MS ? { perSecond: count, burst } : { perMinute: count, burst };
}

/** A window of active hours as the configuration file writes it. */
export function activeWindowBody(window: ActiveWindowDocument): ActiveWindowBody {
  return {
    days: window.days.map((day) => DAYS[day - 1]).join(","),
    from: clockTime(window.fromMinute),
    to: clockTime(window.toMinute),
    timeZone: window.timeZone,
  };
}

/** What an endpoint orders by as the configuration file writes it. */
export function orderByBody(orderBy: OrderByDocument): "type" | { readonly pointer: string } {
  return orderBy.kind === "type" ? "type" : { pointer: orderBy.pointer };
}

function clockTime(minuteOfDay: number): string {
  const [hours, minutes] = [Math.floor(minuteOfDay / MINUTES_PER_HOUR), minuteOfDay % MINUTES_PER_HOUR];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
