/**
 * SQL that is true when a wait has ended, or lasts longer than any: that one is left from a clock that was ahead.
 */
export function isOver(column: string, maxWaitMs: number, now: number): string {
  return `(${column} IS NULL OR ${column} <= ${now} OR ${column} > ${now + maxWaitMs})`;
}
