const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * Gives the ISO weekdays (1 is Monday) that a text such as `mon-fri` or `sat,sun` names, in order. A range may go over
 * the end of the week (`fri-mon`). Undefined for anything else.
 */
export function parseWeekdays(text: string): readonly number[] | undefined {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first = "", last = first, ...more] = part.split("-");
    const [from, to] = [names.indexOf(first), names.indexOf(last)];
    if (from === -1 || to === -1 || more.length > 0) return undefined;
    const length = ((to - from + names.length) % names.length) + 1;
    for (let step = 0; step < length; step += 1) days.add(((from + step) % names.length) + 1);
  }
  return [...days].sort((a, b) => a - b);
}
