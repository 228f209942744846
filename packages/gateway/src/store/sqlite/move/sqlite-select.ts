import type { SelectDialect } from "../../move/select-rows.ts";

export const sqliteSelect: SelectDialect = {
  read: ({ name, nameOnSqlite, type }) => {
    if (type === "hash") return `CAST(${nameOnSqlite} AS TEXT) AS ${name}`;
    return nameOnSqlite === name ? name : `${nameOnSqlite} AS ${name}`;
  },
  nameOf: ({ nameOnSqlite }) => nameOnSqlite,
  parameter: (number) => `?${number}`,
  // Told by the row's head: of a long value no page is read.
  bytesOf: (column) => `length(${column})`,
};
