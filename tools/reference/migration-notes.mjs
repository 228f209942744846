// What the migrations say of tables, columns and indexes: the comment before each, and a column's definition as written.

const TABLE = /^CREATE TABLE (\w+) \($/;
const END_OF_TABLE = /^\)/;
const CONSTRAINT = /^(?:PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\b/;
const COLUMN = /^(\w+) ([^]*?),?$/;
const ADDED_COLUMN = /^ALTER TABLE (\w+) ADD COLUMN (\w+) ([^]*?);$/;
const INDEX = /^CREATE (?:UNIQUE )?INDEX (\w+) /;

/**
 * @typedef {{ definition: string, note: string }} ColumnNotes
 * @typedef {{ note: string, columns: Map<string, ColumnNotes>, constraints: string[] }} TableNotes
 */

/**
 * Reads migrations that are written one column a line, with comments on lines of their own.
 *
 * @param {readonly string[]} migrations
 * @returns {{ tables: Map<string, TableNotes>, indexes: Map<string, string> }} By name; the notes of indexes.
 */
export function migrationNotes(migrations) {
  /** @type {Map<string, TableNotes>} */
  const tables = new Map();
  /** @type {Map<string, string>} */
  const indexes = new Map();
  for (const migration of migrations) {
    let note = "";
    /** @type {TableNotes | undefined} */
    let table;
    for (const line of migration.split("\n").map((text) => text.trim())) {
      if (line.startsWith("--")) {
        note = `${note} ${line.slice(2).trim()}`.trim();
        continue;
      }
      const [, opened] = TABLE.exec(line) ?? [];
      const [, changed, added, definition] = ADDED_COLUMN.exec(line) ?? [];
      const [, index] = INDEX.exec(line) ?? [];
      if (opened !== undefined) {
        table = { note, columns: new Map(), constraints: [] };
        tables.set(opened, table);
      } else if (table !== undefined && END_OF_TABLE.test(line)) {
        table = undefined;
      } else if (table !== undefined && CONSTRAINT.test(line)) {
        table.constraints.push(line.replace(/,$/, ""));
      } else if (table !== undefined) {
        const [, name, text] = COLUMN.exec(line) ?? [];
        if (name !== undefined && text !== undefined) table.columns.set(name, { definition: text, note });
      } else if (changed !== undefined && added !== undefined && definition !== undefined) {
        tables.get(changed)?.columns.set(added, { definition, note });
      } else if (index !== undefined) {
        indexes.set(index, note);
      }
      note = "";
    }
  }
  return { tables, indexes };
}
