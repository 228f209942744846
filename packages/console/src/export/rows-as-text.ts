/** One item of a list of the API: what is known of a thing, never its payload. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** Gives one JSON object a line. */
export function rowsAsNdjson(rows: readonly ExportedRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/**
 * Gives a table for spreadsheets (RFC 4180): the head has every name that any row has. What a sender wrote, such as the type
 * of an event, cannot become a formula: a text that a spreadsheet would compute begins with an apostrophe.
 */
export function rowsAsCsv(rows: readonly ExportedRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => cellText(row[name])))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
