/** A stretch of a line: text as it is, or one character that nobody would see, with its name. */
export type Stretch =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mark"; readonly sign: string; readonly name: string };

export interface MarkedLine {
  /** From 1. A long line is folded; what follows has no number. */
  readonly number: number | undefined;
  readonly stretches: readonly Stretch[];
}

/** Longer lines are folded, so that a payload on one line can be read and drawn. */
const FOLD_CHARACTERS = 120;

/** Characters that are not seen, or pretend to be others. */
const named: ReadonlyMap<string, readonly [sign: string, name: string]> = new Map([
  ["\uFEFF", ["BOM", "byte order mark"]],
  ["\r", ["CR", "carriage return"]],
  ["\t", ["→", "tab"]],
  ["\u00A0", ["NBSP", "no-break space"]],
  ["\u00AD", ["SHY", "soft hyphen"]],
  ["\u200B", ["ZWSP", "zero width space"]],
  ["\u200C", ["ZWNJ", "zero width non-joiner"]],
  ["\u200D", ["ZWJ", "zero width joiner"]],
  ["\u2028", ["LS", "line separator"]],
  ["\u2029", ["PS", "paragraph separator"]],
  ["\u2060", ["WJ", "word joiner"]],
]);

const LAST_CONTROL = 0x1f;
const DELETE = 0x7f;
/** Marks that turn the direction of what is read, so that text shows in another order than its bytes. */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Gives a text line by line, with everything invisible named. The last line feed is a mark of its own. */
export function markedLines(text: string): readonly MarkedLine[] {
  const lines = text.split("\n");
  const endsWithLineFeed = lines.length > 1 && lines.at(-1) === "";
  if (endsWithLineFeed) lines.pop();
  return lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    const stretches = [...stretchesOf(line)];
    if (!isLast || endsWithLineFeed) stretches.push({ kind: "mark", sign: "LF", name: "line feed" });
    return folded(stretches, index + 1);
  });
}

function* stretchesOf(line: string): Generator<Stretch> {
  let text = "";
  for (const character of line) {
    const mark = markOf(character);
    if (mark === undefined) {
      text += character;
      continue;
    }
    if (text !== "") yield { kind: "text", text };
    text = "";
    yield { kind: "mark", sign: mark[0], name: mark[1] };
  }
  if (text !== "") yield { kind: "text", text };
}

function markOf(character: string): readonly [sign: string, name: string] | undefined {
  const known = named.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, "0");
  if (code <= LAST_CONTROL || code === DELETE) return [`U+${hex}`, "control character"];
  return BIDI.test(character) ? [`U+${hex}`, "changes the direction of reading"] : undefined;
}

function folded(stretches: readonly Stretch[], number: number): readonly MarkedLine[] {
  const lines: { number: number | undefined; stretches: Stretch[] }[] = [{ number, stretches: [] }];
  let used = 0;
  for (const stretch of stretches) {
    for (const piece of pieces(stretch)) {
      const length = piece.kind === "text" ? piece.text.length : 1;
      if (used + length > FOLD_CHARACTERS && used > 0) {
        lines.push({ number: undefined, stretches: [] });
        used = 0;
      }
      lines.at(-1)?.stretches.push(piece);
      used += length;
    }
  }
  return lines;
}

/** A text in pieces of a line's length, never through the middle of a character. */
function* pieces(stretch: Stretch): Generator<Stretch> {
  if (stretch.kind === "mark" || stretch.text.length <= FOLD_CHARACTERS) {
    yield stretch;
    return;
  }
  let text = "";
  for (const character of stretch.text) {
    text += character;
    if (text.length < FOLD_CHARACTERS) continue;
    yield { kind: "text", text };
    text = "";
  }
  if (text !== "") yield { kind: "text", text };
}
