import { CommandError } from "../command-error.ts";

/** `\'` and its kin within `$'…'`, as browsers write them in "Copy as cURL". */
const ANSI_C_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001B",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};
const ANSI_C_UNICODE = /^(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/;
const CONTINUED_LINE = /^\\\r?\n/;
/** What a backslash keeps its meaning before within double quotes (POSIX shell 2.2.3). */
const ESCAPED_IN_DOUBLE_QUOTES = ['"', "\\", "$", "`", "\n"];

/**
 * Splits one command line into words as a POSIX shell would, without running anything: quotes, `$'…'`, backslashes and
 * continued lines. Whatever a shell would replace (variables, commands) or act upon (pipes, further commands) is refused.
 *
 * @throws CommandError `capture_not_understood` with the position.
 */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let index = 0;
  const add = (piece: Piece): void => {
    word = (word ?? "") + piece.text;
    index = piece.next;
  };
  while (index < line.length) {
    const letter = line[index] ?? "";
    if (letter === "'") add(singleQuoted(line, index));
    else if (letter === '"') add(doubleQuoted(line, index));
    else if (line.startsWith("$'", index)) add(ansiCQuoted(line, index));
    else if (CONTINUED_LINE.test(line.slice(index, index + 3))) index = line.indexOf("\n", index) + 1;
    else if (letter === "\\") add(escaped(line, index));
    else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      index += 1;
      // Blanks at the end do not make another command, a line that follows does.
      if (letter === "\n" && line.slice(index).trim() !== "") throw refused("a second line", index);
    } else if (/[$`|&;<>()]/.test(letter)) throw refused(`the unquoted ${letter}`, index);
    else add({ text: letter, next: index + 1 });
  }
  return word === undefined ? words : [...words, word];
}

interface Piece {
  readonly text: string;
  readonly next: number;
}

function singleQuoted(line: string, start: number): Piece {
  const end = line.indexOf("'", start + 1);
  if (end === -1) throw refused("a quote without its end", start);
  return { text: line.slice(start + 1, end), next: end + 1 };
}

function doubleQuoted(line: string, start: number): Piece {
  let text = "";
  for (let index = start + 1; index < line.length; index += 1) {
    const letter = line[index] ?? "";
    if (letter === '"') return { text, next: index + 1 };
    if (letter === "$" || letter === "`") throw refused(`a ${letter} within double quotes`, index);
    const after = line[index + 1] ?? "";
    if (letter === "\\" && ESCAPED_IN_DOUBLE_QUOTES.includes(after)) {
      text += after === "\n" ? "" : after;
      index += 1;
    } else text += letter;
  }
  throw refused("a quote without its end", start);
}

function ansiCQuoted(line: string, start: number): Piece {
  let text = "";
  for (let index = start + 2; index < line.length; index += 1) {
    const letter = line[index] ?? "";
    if (letter === "'") return { text, next: index + 1 };
    if (letter !== "\\") {
      text += letter;
      continue;
    }
    const escape = ANSI_C_ESCAPES[line[index + 1] ?? ""];
    const unicode = ANSI_C_UNICODE.exec(line.slice(index + 1, index + 10))?.[0];
    if (unicode !== undefined) text += unicodeCharacter(unicode, index);
    else if (escape === undefined) throw refused("an unknown escape", index);
    else text += escape;
    index += unicode === undefined ? 1 : unicode.length;
  }
  throw refused("a quote without its end", start);
}

function unicodeCharacter(escape: string, index: number): string {
  const point = Number.parseInt(escape.slice(1), 16);
  if (point > 0x10_ff_ff) throw refused("an unknown escape", index);
  // Browsers write a character beyond U+FFFF as two escapes: halves that belong together once joined.
  return point > 0xff_ff ? String.fromCodePoint(point) : String.fromCharCode(point);
}

function escaped(line: string, start: number): Piece {
  const letter = line[start + 1];
  if (letter === undefined) throw refused("a backslash at the end", start);
  return { text: letter, next: start + 2 };
}

function refused(what: string, index: number): CommandError {
  return new CommandError(
    "capture_not_understood",
    `the command line has ${what} at character ${index + 1}, which only a shell can tell the meaning of`,
  );
}
