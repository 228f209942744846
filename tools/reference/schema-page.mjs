import { openDatabase } from "../../packages/gateway/dist/store/sqlite/driver.js";
import { readMigrations } from "../../packages/gateway/dist/store/migrations.js";
import { migrate } from "../../packages/gateway/dist/store/sqlite/migrate.js";
import { code, page, section, table } from "./markdown.mjs";
import { migrationNotes } from "./migration-notes.mjs";

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL ORDER BY name";
const INDEXES =
  "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ? ORDER BY name";

/** Made by `migrate` itself, so that it can remember what it did. */
const OWN_TABLE = "schema_migrations";

/** What is there is asked of a database that has run every migration; what it means stands in the migrations. */
export function schemaPage() {
  const migrations = readMigrations("sqlite");
  const notes = migrationNotes(migrations.map(({ sql }) => sql));
  const database = openDatabase(":memory:", 0);
  try {
    migrate(database, migrations, 0);
    const names = rows(database.prepare(TABLES)).map(({ name }) => name);
    return page(
      "The database",
      "What the store holds, for whoever makes backups, measures, or has to look inside. It is not an interface: migrations change it, and only the gateway may write to it. Reading beside a running gateway is safe. Times are milliseconds since 1970 (UTC). Payloads, secrets, reasons and definitions are sealed; keys that a sender chose are kept as keyed digests.",
      `The file is \`countersign.db\` in the folder of \`--data\` or \`--database\`, an SQLite database in WAL mode. ${migrations.length} migrations make it, from \`${migrations[0]?.name}\` to \`${migrations.at(-1)?.name}\`; the table \`${OWN_TABLE}\` remembers which have run.`,
      ...names
        .filter((name) => name !== OWN_TABLE)
        .map((name) =>
          tableSection(name, { database, notes: notesOf(notes.tables, name), indexNotes: notes.indexes }),
        ),
    );
  } finally {
    database.close();
  }
}

/**
 * @param {string} name
 * @param {{ database: import("../../packages/gateway/dist/store/sqlite/driver.js").Database, notes: import("./migration-notes.mjs").TableNotes, indexNotes: Map<string, string> }} known
 */
function tableSection(name, { database, notes, indexNotes }) {
  const columns = rows(database.prepare(`PRAGMA table_info(${name})`));
  const indexes = rows(database.prepare(INDEXES), name);
  return section(
    code(name),
    ...(notes.note === "" ? [] : [notes.note]),
    table(
      ["column", "definition", "meaning"],
      columns.map((column) => {
        const { definition, note } = notesOf(notes.columns, column.name);
        return [code(column.name), code(definition), note];
      }),
    ),
    [
      ...notes.constraints.map((constraint) => `- ${code(constraint)}`),
      ...indexes.map(({ name: index, sql }) => `- ${code(oneLine(sql))}${described(indexNotes.get(index))}`),
    ].join("\n"),
  );
}

/** @param {string | undefined} note */
function described(note) {
  return note === undefined || note === "" ? "" : ` ${note}`;
}

/** @param {string | undefined} sql */
function oneLine(sql) {
  return (sql ?? "").replaceAll(/\s+/g, " ");
}

/**
 * What the database has and the migrations' text has not would be left out silently.
 *
 * @template Notes
 * @param {Map<string, Notes>} notes
 * @param {string} name
 */
function notesOf(notes, name) {
  const found = notes.get(name);
  if (found === undefined) throw new Error(`${name} is not written one column a line in the migrations`);
  return found;
}

/**
 * @param {import("../../packages/gateway/dist/store/sqlite/driver.js").Statement} statement
 * @param {...string} values
 */
function rows(statement, ...values) {
  return /** @type {{ name: string, sql?: string }[]} */ (statement.all(...values));
}
