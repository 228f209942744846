const whole = new Intl.NumberFormat("en");

/** `18,204`. */
export function formatCount(count: number): string {
  return whole.format(count);
}
