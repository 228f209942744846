/** Tells whether a text matches a pattern. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in which `*` stands for any run of characters, also none; every other character stands for itself.
 * The pieces between the stars are searched from left to right, each once: no pattern makes it go back.
 */
export function compileWildcard(pattern: string): Matcher {
  const pieces = pattern.split("*");
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  const middle = rest.filter((piece) => piece !== "");
  if (middle.length === 0 && first === "" && last === "") return () => true;
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let position = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, position);
      if (found === -1 || found + piece.length > end) return false;
      position = found + piece.length;
    }
    return true;
  };
}
