const CLOCK_TIME = /^(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)$/;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** Gives the minutes after midnight that `HH:MM` means; `24:00` is the end of the day. Undefined for anything else. */
export function parseClockTime(text: string): number | undefined {
  const match = CLOCK_TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes] = match;
  return hours === undefined ? MINUTES_PER_DAY : Number(hours) * MINUTES_PER_HOUR + Number(minutes);
}
