export { findPostgres } from "./postgres-binaries.ts";
export { PostgresServer } from "./postgres-server.ts";
