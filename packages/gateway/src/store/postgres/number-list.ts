/** Numbers as a text that Postgres reads as an array; much less work than quoting each of them. */
export function numberList(values: readonly (number | bigint | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

export function flagList(values: readonly boolean[]): string {
  return `{${values.map((value) => (value ? "t" : "f")).join(",")}}`;
}

/** Numbers to stand in a statement without parameters. Only numbers can: nothing else gets this far. */
export function inlineNumbers(values: Iterable<number>): string {
  const all = [...new Set(values)];
  if (!all.every(Number.isSafeInteger)) throw new Error("expected whole numbers");
  // A list without members is not SQL; no id is below 0.
  return all.length === 0 ? "-1" : all.join(",");
}
