/**
 * SQL that is true when a wait has ended, or lasts longer than any: that one is left from a clock that was ahead. ?1 is
 * the present time.
 */
export function isOver(column: string, maxWaitMs: number): string {
  return `(${column} IS NULL OR ${column} <= ?1 OR ${column} > ?1 + ${maxWaitMs})`;
}
