/** The time of a checked RFC 3339 text, in milliseconds since 1970; what is finer than that is cut off. */
export function timeOf(text: string): number {
  return Date.parse(text);
}
