import type { ColumnType } from "../../move/moved-table.ts";
import type { SelectDialect } from "../../move/select-rows.ts";

/** As which type Postgres takes a value. */
const parameterTypes: Readonly<Record<ColumnType, string>> = {
  integer: "bigint",
  hash: "bigint",
  flag: "boolean",
  real: "double precision",
  text: "text",
  bytes: "bytea",
  sealed: "bytea",
};

export const postgresSelect: SelectDialect = {
  read: ({ name, type }) => {
    if (type === "hash") return `${name}::text AS ${name}`;
    return type === "flag" ? `${name}::integer AS ${name}` : name;
  },
  nameOf: ({ name }) => name,
  parameter: (number, type) => `$${number}::${parameterTypes[type]}`,
  // Told by what the row says of it: of a long value nothing is read.
  bytesOf: (column) => `octet_length(${column})`,
};
