const SPACE = 0x20;
const TAB = 0x09;

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Text without the optional white space of RFC 9110 (space and tab, nothing else) at its ends. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  // Beyond either end there is no character, so no blank.
  while (isBlank(text.charCodeAt(start))) start += 1;
  while (isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
