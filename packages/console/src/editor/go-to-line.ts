/** Lines above the one that is gone to, so that it is seen where it stands. */
const LINES_BEFORE = 4;

/** Gives a field the focus with one line chosen and in view; lines are counted from 0. */
export function goToLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split("\n");
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line]?.length ?? 0));
  const { lineHeight } = getComputedStyle(field);
  field.scrollTop = Math.max(0, line - LINES_BEFORE) * Number.parseFloat(lineHeight);
}
