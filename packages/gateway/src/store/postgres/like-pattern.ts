/** LIKE has `%` where we have `*`, and two more characters of its own. */
export function toLikePattern(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}
