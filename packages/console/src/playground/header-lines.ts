export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface HeaderLines {
  readonly headers: readonly Header[];
  /** Lines that are no header, counted from 0. */
  readonly wrongLines: readonly number[];
}

/** A name as HTTP has it, a colon, and the value with the blanks around it taken away, as HTTP does. */
const HEADER_LINE = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):[ \t]*(.*?)[ \t]*$/;

/** Reads headers as they stand in a captured request: one a line, empty lines between them passed over. */
export function readHeaderLines(text: string): HeaderLines {
  const headers: Header[] = [];
  const wrongLines: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const [, name, value] = HEADER_LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) wrongLines.push(index);
    else headers.push({ name, value });
  }
  return { headers, wrongLines };
}

/** The lines with these headers in the place of any that have their names; all other lines stay as they are. */
export function withHeaders(text: string, headers: readonly Header[]): string {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  const kept = text.split("\n").filter((line) => {
    const [name = ""] = line.split(":", 1);
    return line.trim() !== "" && !names.has(name.toLowerCase());
  });
  return [...kept, ...headers.map(({ name, value }) => `${name}: ${value}`)].join("\n");
}
