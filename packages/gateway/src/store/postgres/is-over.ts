/**
 * SQL that is true when a wait has ended, or lasts longer than any: that one is left from a clock that was ahead.
 *
 * @param now SQL for the present.
 */
export function isOver(column: string, maxWaitMs: number, now: string): string {
  return `(${column} IS NULL OR ${column} <= ${now} OR ${column} > ${now} + ${maxWaitMs})`;
}
