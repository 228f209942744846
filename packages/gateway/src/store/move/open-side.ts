import type { DatabaseLocation } from "../../config/database-location.ts";
import type { MoveSide } from "./move-side.ts";
import type { OpenSideOptions } from "./open-side-options.ts";

/** Opens one end of a move, with the engine that its location names. */
export async function openSide(location: DatabaseLocation, options: OpenSideOptions): Promise<MoveSide> {
  if (location.engine === "sqlite") {
    const { openSqliteSide } = await import("../sqlite/move/open-sqlite-side.ts");
    return await openSqliteSide(location.directory, options);
  }
  const { openPostgresSide } = await import("../postgres/move/open-postgres-side.ts");
  return await openPostgresSide(location.url, options);
}
