/** Times are written into public ids as 48 bits: until the year 10889. */
const MAX_TIME_MS = 2 ** 48 - 1;

/** Whether an INTEGER column takes the number as it is. */
export function isWhole(value: number): boolean {
  return Number.isSafeInteger(value);
}

/** Whether the number is a time in whole milliseconds since 1970. */
export function isTime(value: number): boolean {
  return isWhole(value) && value >= 0 && value <= MAX_TIME_MS;
}
