/** Another spelling of a secret's text. */
export interface SecretText {
  readonly how: string;
  readonly text: string;
}

const QUOTED = /^(["'`])(.*)\1$/s;
/** No-break space, zero-width characters, byte order mark: copied along from web pages and documents. */
const INVISIBLE = /[\u00a0\u200b-\u200d\u2060\ufeff]/g;
const ESCAPED_LINE_END = /(?:\\r)?\\n/g;

/** What a secret may have been before it was copied, or what the other side has (C14). */
export function secretTexts(secret: string): readonly SecretText[] {
  const trimmed = secret.trim();
  const [, , unquoted] = QUOTED.exec(trimmed) ?? [];
  const all: readonly SecretText[] = [
    { how: "without the blanks or line end around it", text: trimmed },
    { how: "without its quotes", text: unquoted ?? trimmed },
    { how: 'without the two characters "\\n" in it', text: secret.replaceAll(ESCAPED_LINE_END, "") },
    {
      how: 'with a real line feed for the two characters "\\n"',
      text: secret.replaceAll(ESCAPED_LINE_END, "\n"),
    },
    { how: "without invisible characters", text: trimmed.replaceAll(INVISIBLE, "") },
    { how: "without any blanks", text: secret.replaceAll(/\s/g, "") },
    { how: "ended by a line feed", text: `${trimmed}\n` },
    { how: "ended by CRLF", text: `${trimmed}\r\n` },
    { how: "ended by a blank", text: `${trimmed} ` },
    { how: "in double quotes", text: `"${trimmed}"` },
    { how: "in single quotes", text: `'${trimmed}'` },
    { how: "decoded from URL escapes", text: unescaped(trimmed) },
  ];
  const seen = new Set(["", secret]);
  return all.filter(({ text }) => !seen.has(text) && seen.add(text));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
